// wagtail-localize's editor gives its text areas neither language nor direction. The page says, in the props of
// its root element, which locale is translated into; every field that appears is given that language.
(() => {
  const root = document.querySelector(".js-translation-editor");
  if (!root) return;
  let props;
  try {
    props = JSON.parse(root.dataset.props);
  } catch {
    return;
  }
  const language = props.locale && props.locale.code;
  if (!language) return;
  const rightToLeft = ["ar", "fa", "he", "ur", "ps", "ckb", "yi", "sd", "ug", "dv"].includes(language.split("-")[0]);
  const mark = () => {
    for (const field of root.querySelectorAll("textarea:not([lang])")) {
      field.lang = language;
      field.dir = rightToLeft ? "rtl" : "ltr";
    }
  };
  new MutationObserver(mark).observe(root, { childList: true, subtree: true });
  mark();
})();
