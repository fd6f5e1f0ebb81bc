// Photo and document pickers. A chosen file goes to the engine, which encrypts it as WhatsApp's media store would.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { icon } from "/icons.js";
import { idOf } from "/components/entry.js";

export const photoPicker = (component, phone) => picker(component, phone, "photo", "image/*");
export const documentPicker = (component, phone) => picker(component, phone, "file", (component.mimeTypes ?? []).join(","));

function picker(component, phone, sign, accept) {
  const id = idOf(component);
  const full = component.files.length >= component.max;
  const take = async (event) => {
    const chosen = [...event.target.files];
    event.target.value = "";
    for (const file of chosen) {
      await phone.upload(component.key, file);
    }
  };
  return html`<fieldset class="picker ${component.error ? "picker-wrong" : ""}" ?disabled=${component.enabled === false}>
    <legend class="choices-label">${component.label}${component.min > 0 ? nothing : html` <span class="optional">(Optional)</span>`}</legend>
    ${component.description ? html`<p class="choices-about" id=${`${id}-about`}>${component.description}</p>` : nothing}
    ${component.files.length ? html`<ul class="picked">${component.files.map((file) => picked(file, component, phone, sign))}</ul>` : nothing}
    ${full
      ? nothing
      : html`<label class="pick ${sign === "photo" ? "pick-photo" : ""}">
          <input
            id=${id}
            type="file"
            accept=${accept}
            ?multiple=${component.max > 1}
            ?disabled=${component.enabled === false}
            aria-label=${component.label}
            @change=${take}
          >
          ${icon(sign === "photo" ? "camera" : "upload")}
          <span>${sign === "photo" ? (component.source === "camera" ? "Take photo" : "Add photo") : "Upload document"}</span>
        </label>`}
    ${component.error ? html`<div class="hint"><span class="error" role="alert">${component.error}</span></div>` : nothing}
  </fieldset>`;
}

function picked(file, component, phone, sign) {
  return html`<li class="picked-file ${file.error ? "picked-wrong" : ""}">
    ${file.preview ? html`<img class="picked-image" src=${file.preview} alt="">` : html`<span class="picked-sign">${icon(sign)}</span>`}
    <span class="picked-words">
      <span class="picked-name">${file.name}</span>
      <span class="picked-size">${file.error ? html`<span class="error" role="alert">${file.error}</span>` : sizeOf(file.size)}</span>
    </span>
    <button
      type="button"
      class="bar-button"
      aria-label=${`Remove ${file.name}`}
      @click=${() => phone.send({ type: "remove", key: component.key, file: file.id })}
    >
      ${icon("close")}
    </button>
  </li>`;
}

function sizeOf(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
