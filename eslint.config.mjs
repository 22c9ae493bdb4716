// The rules of Odoo's front-end code; the modules live where the set-up puts them.
import {createRequire} from "node:module";

const require = createRequire(new URL("./.local/node/", import.meta.url));
const js = require("@eslint/js");
const globals = require("globals");

export default [
    {ignores: [".local/**", "out/**", "**/static/lib/**"]},
    js.configs.recommended,
    {
        files: ["*/static/**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: {...globals.browser, luxon: "readonly", odoo: "readonly"},
        },
        rules: {
            "array-callback-return": "error",
            curly: ["error", "all"],
            "default-case-last": "error",
            eqeqeq: "error",
            "no-alert": "error",
            "no-console": "error",
            "no-else-return": "error",
            "no-eval": "error",
            "no-extend-native": "error",
            "no-implied-eval": "error",
            "no-shadow": "error",
            "no-unused-expressions": "error",
            "no-unused-vars": ["error", {args: "after-used"}],
            "no-use-before-define": ["error", {functions: false, classes: false}],
            "no-useless-return": "error",
            "no-var": "error",
            "object-shorthand": ["error", "always"],
            "prefer-const": "error",
            "prefer-template": "error",
            // Odoo's own test_lint allows no private members in components.
            "no-restricted-syntax": ["error", "PrivateIdentifier"],
        },
    },
];
