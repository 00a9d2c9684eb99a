"use strict";
// Each piece of the text, row and bar names the records it belongs to in data-refs; lighting one lights all of its kin.
(() => {
  const report = document.querySelector(".report");
  const all = [...document.querySelectorAll("[data-refs]")];
  const kin = new Map();
  for (const node of all) {
    for (const ref of node.dataset.refs.split(" ")) {
      if (!kin.has(ref)) kin.set(ref, []);
      kin.get(ref).push(node);
    }
  }
  let lit = [];
  const dim = () => {
    for (const [node, name] of lit) node.classList.remove("lit", name);
    lit = [];
  };
  const light = (node) => {
    dim();
    for (const ref of node.dataset.refs.split(" ")) {
      const name = "lit-" + ref[0];
      for (const other of kin.get(ref)) {
        other.classList.add("lit", name);
        lit.push([other, name]);
      }
    }
  };
  const owner = (event) => event.target.closest("[data-refs]");
  const show = (node) => {
    const inText = report.contains(node);
    const refs = node.dataset.refs.split(" ");
    for (const ref of refs) {
      const other = kin.get(ref).find((n) => (inText ? n.tagName === "TR" : report.contains(n)));
      if (other) return other.scrollIntoView({ block: "center" });
    }
  };
  document.addEventListener("mouseover", (event) => {
    const node = owner(event);
    if (node) light(node);
    else if (!owner({ target: document.activeElement })) dim();
  });
  document.addEventListener("focusin", (event) => {
    const node = owner(event);
    if (node) light(node);
    else dim();
  });
  document.addEventListener("click", (event) => {
    const node = owner(event);
    if (node && !event.target.closest("a")) {
      light(node);
      show(node);
    }
  });
  document.addEventListener("keydown", (event) => {
    const node = owner(event);
    if (event.key === "Escape") dim();
    if (node && (event.key === "Enter" || event.key === " ") && !event.target.closest("a")) {
      event.preventDefault();
      show(node);
    }
  });
  for (const box of document.querySelectorAll(".legend input")) {
    box.addEventListener("change", () => {
      report.dataset.hide = [...document.querySelectorAll(".legend input:not(:checked)")].map((b) => b.value).join(" ");
    });
  }
})();
