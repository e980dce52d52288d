// Leaves out rules for classes that no page has. What is left out must not depend on how a class name is put
// together, so those that are built from parts are named here; elements stay, for Markdown may draw any.
module.exports = {
  content: ["app/**/*.rs", "app/browser/*.js"],
  safelist: [/^aw-mark--/, /^nhsuk-pagination-item--/, /^[a-z]+[1-6]?$/],
};
