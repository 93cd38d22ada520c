// Starts the page: fonts, tokens, and the app.
import "@fontsource-variable/inter/wght.css";
import "./ui/tokens.css";
import "./ui/reset.css";
import { createRoot } from "react-dom/client";
import { App } from "#renderer/app/app.tsx";
import { startPage } from "#renderer/app/start-page.ts";

const root = document.querySelector("#root");
if (root === null) throw new Error("The page has no #root");
startPage();
createRoot(root).render(<App />);
