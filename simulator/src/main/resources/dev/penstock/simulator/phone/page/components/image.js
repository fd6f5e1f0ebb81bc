// Images: one, or up to three side by side to swipe through.
import { html } from "/vendor/lit-html/lit-html.js";
import { icon } from "/icons.js";

export function image(component) {
  if (!component.src) {
    return noImage(component.problem);
  }
  const shape = shapeOf(component);
  return html`<div class="image-frame">
    <img
      class="image image-${component.scale}"
      .style=${shape}
      src=${component.src}
      alt=${component.alt}
      width=${component.width ?? ""}
      height=${component.height ?? ""}
      @error=${damaged}
      @load=${whole}
    >
    ${noImage("The image is damaged.", true)}
  </div>`;
}

/** What stands where an image would, with the reason why it cannot be shown. `hidden` until the browser fails to draw it. */
export function noImage(problem, hidden = false) {
  return html`<p class="no-image" ?hidden=${hidden}>${icon("photo")}<span>${problem}</span></p>`;
}

function whole(event) {
  event.target.hidden = false;
  event.target.nextElementSibling.hidden = true;
}

function damaged(event) {
  event.target.hidden = true;
  event.target.nextElementSibling.hidden = false;
}

/** With a ratio and not both sides given, the missing side follows from it; else the image keeps its own shape. */
function shapeOf({ ratio, width, height }) {
  if (!ratio || (width && height)) {
    return "";
  }
  const side = height ? `width: auto; height: ${height}px` : `width: ${width ? `${width}px` : "100%"}; height: auto`;
  return `${side}; max-height: none; aspect-ratio: ${ratio}`;
}

/** Lights the dot of the image that is in view. */
function showPlace({ currentTarget: track }) {
  const shown = Math.round(Math.abs(track.scrollLeft) / track.clientWidth);
  track.parentElement
    .querySelectorAll(".carousel-dots button")
    .forEach((dot, index) => dot.setAttribute("aria-current", String(index === shown)));
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
      @scroll=${showPlace}
    >
      ${component.images.map(
        (each, index) => html`<figure aria-label=${`${index + 1} of ${component.images.length}`}>
          ${each.src
            ? html`<img class="image-${component.scale}" src=${each.src} alt=${each.alt} @error=${damaged} @load=${whole}>${noImage("The image is damaged.", true)}`
            : noImage(each.problem)}
        </figure>`,
      )}
    </div>
    ${component.images.length > 1
      ? html`<div class="carousel-dots">
          ${component.images.map(
            (each, index) =>
              html`<button type="button" aria-label=${`Image ${index + 1}`} aria-current=${index === 0 ? "true" : "false"} @click=${(event) => goTo(event, index)}></button>`,
          )}
        </div>`
      : ""}
  </div>`;
}
