// Addresses that may be opened in the system's browser from the app. Everything else is refused.

/** Hosts of the API's maker: where keys and bills are. */
const allowed: readonly string[] = [
  "getinfinityblue.com",
  "www.getinfinityblue.com",
  "api.getinfinityblue.com",
];

export function isAllowedLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === "https:" && allowed.includes(host) && username === "" && password === "";
}
