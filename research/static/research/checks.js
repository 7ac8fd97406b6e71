// A link in the Checks tab opens the tab of its block and moves the focus there. That tab is laid out only then, its boxes grow
// with their texts, and what was in view moves away: bring it back.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".research-checks a[href^='#']");
  if (!link) return;
  for (const wait of [100, 400, 1200]) {
    setTimeout(() => {
      const target = document.querySelector(link.hash);
      if (target && (document.activeElement === target || target.contains(document.activeElement))) target.scrollIntoView({ block: "start" });
    }, wait);
  }
});
