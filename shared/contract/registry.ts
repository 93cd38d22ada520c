// The one list of calls. A host serves exactly these; a page can make no others.
import { appCalls } from "./calls/app-calls.ts";
import { careCalls } from "./calls/care-calls.ts";
import { compositionCalls } from "./calls/composition-calls.ts";
import { jobCalls } from "./calls/job-calls.ts";
import { exportCalls } from "./calls/export-calls.ts";
import { importCalls } from "./calls/import-calls.ts";
import { organiseCalls, recipeCalls } from "./calls/organise-calls.ts";
import { pictureCalls } from "./calls/picture-calls.ts";
import { taskCalls } from "./calls/task-calls.ts";
import { usageCalls } from "./calls/usage-calls.ts";
import type { InputOf, ParsedOf, Reply } from "./call.ts";

export const contract = {
  ...appCalls,
  ...jobCalls,
  ...pictureCalls,
  ...organiseCalls,
  ...recipeCalls,
  ...exportCalls,
  ...importCalls,
  ...careCalls,
  ...compositionCalls,
  ...usageCalls,
  ...taskCalls,
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallInput<Name extends CallName> = InputOf<Contract[Name]>;
export type CallParsed<Name extends CallName> = ParsedOf<Contract[Name]>;
export type CallReply<Name extends CallName> = Reply<Contract[Name]>;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}

/** One handler for each call, no more and no fewer. */
export type Handlers = {
  readonly [Name in CallName]: (input: CallParsed<Name>) => Promise<CallReply<Name>>;
};

/** How a page reaches the handlers, whatever carries it. It resolves always. */
export type Invoke = <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallReply<Name>>;
