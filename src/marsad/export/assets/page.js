"use strict";
// Each piece of the text, row and bar names the records it belongs to in data-refs; lighting one lights all of its kin.
(() => {
  const report = document.querySelector(".report");
  const back = document.querySelector(".back");
  const boxes = [...document.querySelectorAll(".legend input")];
  const beside = matchMedia("(min-width: 66rem)"); // as in page.css: text and tables side by side
  const kin = new Map();
  for (const node of document.querySelectorAll("[data-refs]")) {
    for (const ref of node.dataset.refs.split(" ")) {
      if (!kin.has(ref)) kin.set(ref, []);
      kin.get(ref).push(node);
    }
  }
  const owner = (node) => (node instanceof Element ? node.closest("[data-refs]") : null);

  let lit = [];
  const dim = () => {
    for (const [node, name] of lit) node.classList.remove("lit", name);
    lit = [];
  };
  const light = (node) => {
    dim();
    for (const ref of node?.dataset.refs.split(" ") ?? []) {
      const name = "lit-" + ref[0];
      for (const other of kin.get(ref)) {
        other.classList.add("lit", name);
        lit.push([other, name]);
      }
    }
  };
  const relight = () => light(owner(document.activeElement)); // the mouse has gone: what the keyboard is at

  // The part of the window that a node can be seen in, cut by the text's own edges where it scrolls by itself.
  const frame = (node) => {
    const edges = { top: 0, bottom: innerHeight };
    if (report.contains(node) && beside.matches) {
      const own = report.getBoundingClientRect();
      edges.top = Math.max(0, own.top);
      edges.bottom = Math.min(innerHeight, own.bottom);
    }
    return edges;
  };
  const seen = (node) => {
    const own = node.getBoundingClientRect();
    const { top, bottom } = frame(node);
    return own.top >= top && own.bottom <= bottom;
  };
  const reveal = (node) => {
    const within = report.contains(node) && beside.matches;
    if (within && !seen(node)) {
      const own = node.getBoundingClientRect();
      const { top, bottom } = frame(node);
      report.scrollTop += (own.top + own.bottom - top - bottom) / 2;
    }
    if (!seen(node)) node.scrollIntoView({ block: within ? "nearest" : "center" }); // the page stays where it is, if it can
  };

  let shown = null; // what was asked for last, where it led, and the row that is marked as that
  let turn = 0;
  let at = null;
  const show = (node) => {
    const inText = report.contains(node);
    const refs = node.dataset.refs.split(" ");
    const targets = refs.map((ref) => kin.get(ref).find((n) => (inText ? n.tagName === "TR" : report.contains(n)))).filter(Boolean);
    if (!targets.length) return;
    turn = node === shown ? (turn + 1) % targets.length : 0;
    shown = node;
    at?.classList.remove("at");
    at = targets[turn];
    at.classList.add("at");
    reveal(at);
    back.hidden = beside.matches;
  };
  const leave = () => {
    at?.classList.remove("at");
    shown = at = null;
    back.hidden = true;
  };

  document.addEventListener("mouseover", (event) => {
    const node = owner(event.target);
    if (node) light(node);
    else relight();
  });
  document.documentElement.addEventListener("mouseleave", relight);
  document.addEventListener("focusin", (event) => light(owner(event.target)));
  document.addEventListener("click", (event) => {
    const node = owner(event.target);
    if (!node || event.target.closest("a") || !getSelection().isCollapsed) return; // words may be taken with the mouse, too
    light(node);
    show(node);
  });
  document.addEventListener("keydown", (event) => {
    const node = owner(event.target);
    if (event.key === "Escape") {
      dim();
      leave();
    }
    if (node && (event.key === "Enter" || event.key === " ") && !event.target.closest("a")) {
      event.preventDefault();
      light(node);
      show(node);
    }
  });
  back.addEventListener("click", () => {
    const from = shown;
    leave();
    from.focus({ preventScroll: true });
    from.scrollIntoView({ block: "center" });
    light(from);
  });

  const hide = () => {
    report.dataset.hide = boxes.filter((box) => !box.checked).map((box) => box.value).join(" ");
  };
  for (const box of boxes) box.addEventListener("change", hide);
  addEventListener("pageshow", hide); // a browser that comes back to the page may have kept the boxes as they were left
  hide();
})();
