// Which function draws which component type.
import { html } from "/vendor/lit-html/lit-html.js";
import { chips, choiceGroup, optIn } from "/components/choice.js";
import { calendarPicker, datePicker } from "/components/date.js";
import { dropdown } from "/components/dropdown.js";
import { textArea, textInput } from "/components/entry.js";
import { carousel, image } from "/components/image.js";
import { embeddedLink, navigationList } from "/components/navigation.js";
import { documentPicker, photoPicker } from "/components/picker.js";
import { textComponent } from "/components/text.js";

const DRAW = {
  TextHeading: textComponent,
  TextSubheading: textComponent,
  TextBody: textComponent,
  TextCaption: textComponent,
  RichText: textComponent,
  TextInput: textInput,
  TextArea: textArea,
  CheckboxGroup: choiceGroup,
  RadioButtonsGroup: choiceGroup,
  ChipsSelector: chips,
  OptIn: optIn,
  Dropdown: dropdown,
  DatePicker: datePicker,
  CalendarPicker: calendarPicker,
  Image: image,
  ImageCarousel: carousel,
  EmbeddedLink: embeddedLink,
  NavigationList: navigationList,
  PhotoPicker: photoPicker,
  DocumentPicker: documentPicker,
};

export function componentOf(component, phone, view) {
  const draw = DRAW[component.type];
  return draw
    ? draw(component, phone, view)
    : html`<p class="unknown">The phone cannot draw a component of type ${component.type}.</p>`;
}
