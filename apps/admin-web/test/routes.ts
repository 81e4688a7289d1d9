import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export type Route = {
  /** Where the page is, as `/users/$userId`. */
  path: string;
  /** The modules that it loads before it shows, below the console's folder: its layouts and the page itself. */
  modules: string[];
  /** It shows texts of the catalogue of the further pages. */
  furtherTexts: boolean;
  /** It shows texts of the late catalogue, too. */
  lateTexts: boolean;
};

type Declared = {
  parent: string;
  path: string | undefined;
  modules: string[];
  furtherTexts: boolean;
  lateTexts: boolean;
};

const file = path.join(__dirname, '../src/App.tsx');

/** Every call of `createRoute` in the route table, by the name that it is given there. */
function declared(): Map<string, Declared> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const routes = new Map<string, Declared>();
  const visit = (node: ts.Node) => {
    if (ts.isVariableDeclaration(node) && node.initializer?.getText().startsWith('createRoute(')) {
      const text = node.initializer.getText();
      routes.set(node.name.getText(), {
        parent: /getParentRoute: \(\) => (\w+)/.exec(text)?.[1] ?? '',
        path: /\bpath: '([^']+)'/.exec(text)?.[1],
        modules: [...text.matchAll(/import\('\.\/([^']+)'\)/g)].map(([, module]) => `src/${module}.tsx`),
        furtherTexts: /with(?:Further|Late)Texts\(/.test(text),
        lateTexts: text.includes('withLateTexts('),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return routes;
}

/** The pages of the route table, each with what its layouts load. */
export function pages(): Route[] {
  const routes = declared();
  const loaded = (name: string): Omit<Route, 'path'> => {
    const route = routes.get(name);
    if (!route) return { modules: [], furtherTexts: false, lateTexts: false };
    const above = loaded(route.parent);
    return {
      modules: [...above.modules, ...route.modules],
      furtherTexts: above.furtherTexts || route.furtherTexts,
      lateTexts: above.lateTexts || route.lateTexts,
    };
  };
  return [...routes].flatMap(([name, route]) =>
    route.path === undefined ? [] : [{ path: route.path, ...loaded(name) }],
  );
}
