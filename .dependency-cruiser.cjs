/** The floors of the house as lint errors: what may import what, in sentences a person can act on. */
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    rule('no-cycle', 'Two files that need each other are one thought in two places: move the shared part below both.', {}, { circular: true }),
    rule('data-is-the-ground', 'data/ is floor 0: it may not know server, client or tests.', { path: '^data/' }, { path: '^(server|client|tests)/' }),
    rule('data-is-pure', 'data/ has no IO: a Node module there would break the client and the laws.', { path: '^data/' }, { dependencyTypes: ['core'] }),
    rule('data-knows-only-zod', 'data/ may use zod for the wire and nothing else from npm.', { path: '^data/' }, { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/zod/' }),
    rule('client-never-imports-server', 'The client speaks to the server over the wire only: put what both need into data/.', { path: '^client/' }, { path: '^server/' }),
    rule('server-never-imports-client', 'The server serves the built client as files and knows nothing of it.', { path: '^server/' }, { path: '^client/' }),
    rule('no-product-imports-tests', 'Product code may not lean on test code.', { path: '^(data|server|client)/' }, { path: '^tests/' }),
    rule('ingest-never-touches-publish', 'A reading reaches a screen through the log and the figures: only main.ts wires ingest and publish.', { path: '^server/ingest/' }, { path: '^server/publish/' }),
    rule('log-is-below-figures', 'The log knows nothing of what is made of it.', { path: '^server/log/' }, { path: '^server/(figures|publish|watch|routes|ingest|access)/' }),
    rule('figures-are-below-publishing', 'Figures are folded without knowing who looks at them.', { path: '^server/figures/' }, { path: '^server/(publish|watch|routes|ingest|access)/' }),
    rule('only-main-wires', 'Only the composition root may import main.ts; tools start it as a process.', { pathNot: '^server/main\\.ts$' }, { path: '^server/main\\.ts$' }),
    rule('pixels-know-no-store', 'map/, charts/ and ui/ take props: they may not know the socket, the store or a scene.', { path: '^client/(map|charts|ui)/' }, { path: '^client/(connection|figures|queries|scenes)/' }),
    rule('no-scene-imports-another', 'A scene that needs another scene\'s part needs a part in charts/ or ui/.', { path: '^client/scenes/([^/]+)/' }, { path: '^client/scenes/', pathNot: '^client/scenes/$1/' }),
    rule('sample-poster-is-a-client', 'The sample poster reaches the server over HTTP like any other source: it imports data/ only.', { path: '^server/tools/(sample-poster\\.ts|samples/)' }, { path: '^server/', pathNot: '^server/tools/samples/' }),
    rule('kiosk-stands-alone', 'The kiosk supervisor runs on another machine than the server: it imports data/ only.', { path: '^server/tools/kiosk(\\.ts|/)' }, { path: '^server/', pathNot: '^server/tools/kiosk/' }),
    rule('dev-dependencies-stay-in-tests', 'The product runs without development packages.', { path: '^(server|data|client)/' }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' }),
    rule('resolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true, pathNot: '(\\?worker|\\?url|\\?raw)' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|^var/|\\.css$|\\?)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'] },
  },
}
