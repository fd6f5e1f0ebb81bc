// Images: one, or up to three side by side to swipe through.
import { html } from "/vendor/lit-html/lit-html.js";

export function image(component) {
  const shape = shapeOf(component);
  return html`<div class="image-frame">
    <img
      class="image image-${component.scale}"
      .style=${shape}
      src=${component.src}
      alt=${component.alt}
      width=${component.width ?? ""}
      height=${component.height ?? ""}
    >
  </div>`;
}

/** With a ratio and not both sides given, the missing side follows from it; else the image keeps its own shape. */
function shapeOf({ ratio, width, height }) {
  if (!ratio || (width && height)) {
    return "";
  }
  const side = height ? `width: auto; height: ${height}px` : `width: ${width ? `${width}px` : "100%"}; height: auto`;
  return `${side}; max-height: none; aspect-ratio: ${ratio}`;
}

export function carousel(component) {
  const goTo = (event, index) => {
    const track = event.currentTarget.closest(".carousel").querySelector(".carousel-track");
    const rtl = getComputedStyle(track).direction === "rtl";
    track.scrollTo({ left: (rtl ? -1 : 1) * index * track.clientWidth, behavior: "smooth" });
  };
  return html`<div class="carousel" role="group" aria-roledescription="carousel" aria-label="Images">
    <div
      class="carousel-track carousel-${component.ratio === "16:9" ? "wide" : "square"}"
      tabindex="0"
      role="group"
      aria-label="Use the arrow keys to move"
    >
      ${component.images.map(
        (each, index) => html`<figure aria-label=${`${index + 1} of ${component.images.length}`}>
          <img class="image-${component.scale}" src=${each.src} alt=${each.alt}>
        </figure>`,
      )}
    </div>
    ${component.images.length > 1
      ? html`<div class="carousel-dots">
          ${component.images.map(
            (each, index) =>
              html`<button type="button" aria-label=${`Image ${index + 1}`} @click=${(event) => goTo(event, index)}></button>`,
          )}
        </div>`
      : ""}
  </div>`;
}
