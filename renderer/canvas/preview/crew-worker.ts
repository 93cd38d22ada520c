// The second thread of the placing worker: does the rows that it is sent. Says once that it is there.
import { answerCrewCall, type CrewCall } from "#shared/pixels/crew.ts";

addEventListener("message", ({ data }: MessageEvent<CrewCall>) => answerCrewCall(data));
postMessage("there");
