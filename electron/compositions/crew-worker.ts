// The second thread of whoever places takes: does the rows that it is sent. Says once that it is there.
import { parentPort } from "node:worker_threads";
import { answerCrewCall, type CrewCall } from "#shared/pixels/crew.ts";

parentPort?.on("message", (call: CrewCall) => answerCrewCall(call));
parentPort?.postMessage("there");
