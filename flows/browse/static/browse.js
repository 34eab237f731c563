// What htmx leaves open; without any script the search is a form like any other.
const words = document.getElementById("q");
// Each letter was searched for already: leaving the field must not load the filters anew under somebody's finger.
words.addEventListener("change", (event) => event.stopPropagation());
// "/" goes to the search, as people know it from elsewhere.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    words.focus();
  }
});
