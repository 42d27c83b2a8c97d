// What is wrong with the page, as a list of sentences; run in the page by browser_test.py, which
// says what has to be there.
((sections, rows, texts) => {
  const wrong = [];
  const say = (what, element) => wrong.push(`${what}: <${element.tagName.toLowerCase()} class="` +
    `${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 60)}`);

  // Sections, and links that lead somewhere.
  for (const id of sections) if (!document.querySelector(`section#${id}`)) wrong.push(`no section ${id}`);
  if (document.querySelectorAll("tbody tr").length < rows) wrong.push("rows are missing");
  for (const link of document.querySelectorAll("a[href^='#']"))
    if (!document.getElementById(link.getAttribute("href").slice(1))) say("a link to nothing", link);
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  for (const id of new Set(ids)) if (ids.filter((each) => each === id).length > 1) wrong.push(`id ${id} twice`);
  for (const svg of document.querySelectorAll("svg"))
    for (const name of ["title", "desc"])
      if (!svg.querySelector(`:scope > ${name}`)?.textContent) wrong.push(`an svg without ${name}`);

  // Everything open, so that nothing escapes what follows.
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth)
    wrong.push(`horizontal overflow: ${page.scrollWidth} of ${page.clientWidth} pixels`);
  const inScroller = (element) => element.closest(".scroll") !== null;
  for (const element of document.querySelectorAll("main *"))
    if (!inScroller(element) && element.getBoundingClientRect().right > page.clientWidth + 0.5) say("sticks out", element);

  // Text in a picture stays within its box.
  for (const group of document.querySelectorAll("svg .event")) {
    const box = group.querySelector("rect").getBBox();
    for (const words of group.querySelectorAll("text")) {
      const at = words.getBBox();
      if (at.x < box.x || at.x + at.width > box.x + box.width) say("wider than its box", words);
    }
  }

  // WCAG 2.1, 1.4.3: 4.5 to 1, or 3 to 1 for large text.
  const channels = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    const box = element.closest("g.event")?.querySelector("rect");
    if (box) return channels(getComputedStyle(box).fill).rgb;
    for (let each = element; each; each = each.parentElement) {
      const colour = channels(getComputedStyle(each).backgroundColor);
      if (colour.alpha === 1) return colour.rgb;
      if (colour.alpha > 0) wrong.push("a background that shows through");
    }
    return [255, 255, 255];
  };
  let looked = 0;
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const inSvg = element instanceof SVGElement;
    if (!own || (inSvg && element.tagName !== "text") || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = ratio(channels(inSvg ? style.fill : style.color).rgb, behind(element));
    looked += 1;
    if (found < (large ? 3 : 4.5)) say(`contrast ${found.toFixed(2)}`, element);
  }
  if (looked < texts) wrong.push(`only ${looked} texts were looked at`);
  return [...new Set(wrong)];
})
