const home = new URL('.', document.currentScript.src);
const field = document.querySelector('.bar input');
const found = document.querySelector('.found');
// Each word has to occur: what is called so comes first, then pages of that title, then text.
const score = (entry, words) => words.reduce((sum, word) => {
  const at = entry.title.toLowerCase() === word ? 20 : entry.title.toLowerCase().includes(word) ? 5
    : entry.page.toLowerCase().includes(word) ? 3 : entry.text.toLowerCase().includes(word) ? 1 : -Infinity;
  return sum + at;
}, 0);
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = INDEX.map(entry => [score(entry, words), entry]).filter(([points]) => points > 0)
    .sort(([a], [b]) => b - a).slice(0, 12);
  found.replaceChildren(...hits.map(([, entry]) => {
    const link = Object.assign(document.createElement('a'), {href: new URL(entry.url, home), textContent: entry.title});
    const item = document.createElement('li');
    item.append(link, entry.page === entry.title ? '' : ' ' + entry.page);
    return item;
  }));
});
