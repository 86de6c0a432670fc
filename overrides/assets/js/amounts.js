// Numbers and counts in the page's language, in Arabic with Latin digits.

const { lang } = document.documentElement;
export const locale = lang === "ar" ? "ar-u-nu-latn" : lang;
export const number = new Intl.NumberFormat(locale);
const plural = new Intl.PluralRules(lang);

// So many of what the forms of the plural name: {"one": "{count} case", "other": "{count} cases"}.
export const counted = (forms, count) => forms[plural.select(count)].replace("{count}", number.format(count));
