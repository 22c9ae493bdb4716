// The plugin lives where the set-up puts the linters.
const modules = new URL("./.local/node/node_modules/", import.meta.url).pathname;

export default {
    bracketSpacing: false,
    plugins: [`${modules}@prettier/plugin-xml/src/plugin.js`],
    printWidth: 88,
    proseWrap: "always",
    semi: true,
    tabWidth: 4,
    trailingComma: "es5",
    xmlWhitespaceSensitivity: "preserve",
};
