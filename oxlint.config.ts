// Lint: strict, type-aware, and the import walls of build/boundaries.ts (through build/lint).
import { defineConfig } from "oxlint";

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "promise", "node"],
  jsPlugins: ["./build/lint/boundaries-plugin.ts"],
  ignorePatterns: ["node_modules", "out", "dist", "test-results"],
  categories: { correctness: "error", suspicious: "error" },
  options: { typeAware: true, reportUnusedDisableDirectives: "error" },
  rules: {
    "inlay/walls": "error",
    "inlay/no-barrels": "error",
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "import/no-commonjs": "error",
    "typescript/ban-ts-comment": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-deprecated": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-misused-promises": "error",
    "typescript/no-namespace": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-require-imports": "error",
    "typescript/only-throw-error": "error",
    "typescript/prefer-promise-reject-errors": "error",
    "typescript/return-await": ["error", "error-handling-correctness-only"],
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/no-misused-spread": ["error", { allow: ["string"] }],
    // Brands, rows of the database and parsed JSON cannot be written without an assertion.
    "typescript/no-unsafe-type-assertion": "off",
    // A type argument that repeats a default, or a type parameter that only names a result, can help a reader.
    "typescript/no-unnecessary-type-arguments": "off",
    "typescript/no-unnecessary-type-parameters": "off",
    // The compiler knows better: it sees that a switch is exhaustive.
    "typescript/consistent-return": "off",
    // They ask for a form, not for correctness.
    "import/no-named-as-default-member": "off",
    "promise/always-return": "off",
    "unicorn/consistent-function-scoping": "off",
    // Reads every postMessage as one between windows; ours are between workers.
    "unicorn/require-post-message-target-origin": "off",
    eqeqeq: "error",
    "no-alert": "error",
    "no-console": "error",
    "no-empty": "error",
    "no-param-reassign": "error",
    "no-var": "error",
    "no-warning-comments": "error",
    "unicorn/no-abusive-eslint-disable": "error",
    "unicorn/prefer-node-protocol": "error",
  },
  overrides: [
    {
      files: ["renderer/**"],
      plugins: ["react", "jsx-a11y"],
      rules: {
        "react/rules-of-hooks": "error",
        "react/no-danger": "error",
        "react/button-has-type": "error",
        "react/jsx-no-target-blank": "error",
        "react/react-in-jsx-scope": "off",
        // exhaustive-deps says the same; the other one is about a compiler that is not used.
        "react/exhaustive-effect-dependencies": "off",
        "react/incompatible-library": "off",
        // A listbox that filters as one types and a live region have no tag of their own; the prompt has the
        // focus on the first screen by design.
        "jsx-a11y/prefer-tag-over-role": "off",
        "jsx-a11y/no-autofocus": "off",
        // Style sheets and fonts are imported for what they do.
        "import/no-unassigned-import": ["error", { allow: ["**/*.css", "@fontsource-variable/*"] }],
      },
    },
    {
      files: ["tests/**"],
      plugins: ["vitest"],
      rules: {
        "typescript/no-non-null-assertion": "off",
        "vitest/no-conditional-expect": "off",
        "vitest/valid-expect": ["error", { maxArgs: 2 }],
      },
    },
    {
      // Programs that talk to a terminal.
      files: ["electron/**/*-main.ts", "build/*.mjs"],
      rules: { "no-console": "off" },
    },
    {
      // The set-up runs on Node 18, which does not have the copying array methods.
      files: ["build/**/*.mjs"],
      rules: { "unicorn/no-array-sort": "off", "unicorn/no-array-reverse": "off" },
    },
    {
      // These are loaded by tools that ask for a default export.
      files: ["*.config.ts", "knip.ts", "build/lint/*-plugin.ts", "build/pack/after-pack.mjs"],
      rules: { "import/no-default-export": "off" },
    },
  ],
});
