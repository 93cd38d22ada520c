// The composition root: what every part of the page stands in.
import { CSPProvider } from "@base-ui/react/csp-provider";
import { StrictMode } from "react";
import { I18nextProvider } from "react-i18next";
import { SentencesProvider } from "#renderer/session/sentences.ts";
import { LiveRegion } from "#renderer/ui/live-region.tsx";
import { Toasts } from "#renderer/ui/toast.tsx";
import { TooltipGroup } from "#renderer/ui/tooltip.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { createSentences } from "./create-sentences.ts";
import { Shell } from "./shell.tsx";
import { createCatalogue } from "./strings/catalogue.ts";

const catalogue = createCatalogue();
const sentences = createSentences(catalogue);

export function App() {
  return (
    <StrictMode>
      <I18nextProvider i18n={catalogue}>
        <SentencesProvider value={sentences}>
          {/* The page's policy allows no style elements; reset.css and the modules have what they would say. */}
          <CSPProvider disableStyleElements>
            <TooltipGroup>
              <ErrorBoundary>
                <Shell />
              </ErrorBoundary>
              <Toasts />
              <LiveRegion />
            </TooltipGroup>
          </CSPProvider>
        </SentencesProvider>
      </I18nextProvider>
    </StrictMode>
  );
}
