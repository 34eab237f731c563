// The search of the latest quotes: every word must occur, in any case, with or without accents. Without scripts all stay.
(() => {
  const form = document.getElementById("find");
  const lines = [...document.querySelectorAll("#quotes > li")];
  if (!form || !lines.length) return;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = lines.map((line) => plain(line.textContent));
  const said = document.getElementById("found");
  const narrow = () => {
    const words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    lines.forEach((line, place) => {
      line.hidden = !words.every((word) => texts[place].includes(word));
      shown += line.hidden ? 0 : 1;
    });
    said.textContent = words.length ? `${shown} of ${lines.length} quotes` : "";
  };
  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow(); // a page that is gone back to keeps the words
})();
