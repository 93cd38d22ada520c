// The lint rules that no ready-made rule covers: import walls from the table, and no barrels. Runs inside oxlint.
import { relative, sep } from "node:path";
import { explainBreach } from "#build/boundaries.ts";

/** The part of a syntax node that the rules read. */
interface SyntaxNode {
  readonly type: string;
  readonly source?: SyntaxNode | null;
  readonly value?: unknown;
  readonly body?: readonly SyntaxNode[];
  readonly declaration?: SyntaxNode | null;
}

interface RuleContext {
  readonly cwd: string;
  readonly filename: string;
  report(problem: { node: SyntaxNode; message: string }): void;
}

type Visitor = Record<string, (node: SyntaxNode) => void>;

const projectFile = (context: RuleContext): string =>
  relative(context.cwd, context.filename).split(sep).join("/");

/** Static, dynamic, type-only and re-exporting imports are all held against the table. */
const walls = {
  create(context: RuleContext): Visitor {
    const file = projectFile(context);
    const check = (node: SyntaxNode): void => {
      const specifier = node.source?.value;
      if (typeof specifier !== "string") return;
      const breach = explainBreach(file, specifier);
      if (breach !== undefined) context.report({ node, message: breach });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};

/** `export *` is banned, and so is a file that does nothing but pass on what others export. */
const noBarrels = {
  create(context: RuleContext): Visitor {
    return {
      ExportAllDeclaration: (node) =>
        context.report({ node, message: "Name what you export: no `export *`." }),
      Program: (node) => {
        const statements = node.body ?? [];
        const onlyPassesOn = statements.every(
          ({ type, source }) => type === "ExportNamedDeclaration" && source !== null && source !== undefined,
        );
        if (statements.length > 0 && onlyPassesOn) {
          context.report({
            node,
            message: "This file only passes on what others export: import from the source.",
          });
        }
      },
    };
  },
};

const plugin = { meta: { name: "inlay" }, rules: { walls, "no-barrels": noBarrels } };
export default plugin;
