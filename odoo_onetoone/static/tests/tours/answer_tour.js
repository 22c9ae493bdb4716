import {click, see} from "@odoo_onetoone/../tests/tours/steps";
import {registry} from "@web/core/registry";

// What a respondent reads in each language: of the page, the questionnaire, the app.
const TEXTS = {
    en_US: {
        promise: "Your answers are kept without your name.",
        instructions: "as it is today",
        start: "Start Survey",
        question: "How does this company assure quality?",
        next: "Continue",
        done: "Your view helps this company to serve its customers better.",
        goOn: "Continue with the next questionnaire",
        ladder: "How far can this company identify its end customers?",
        ended: "There is nothing left to answer by this link",
    },
    zh_CN: {
        promise: "您的回答保存时不含您的姓名。",
        instructions: "今天实际情况",
        start: "开始调查",
        question: "本公司如何保证质量？",
        next: "继续",
        done: "您的看法有助于本公司更好地服务客户。",
        goOn: "继续填写下一份问卷",
        ladder: "本公司能在多大程度上识别最终客户？",
        ended: "通过此链接已没有需要回答的内容",
    },
    ms_MY: {
        promise: "Jawapan anda disimpan tanpa nama anda.",
        instructions: "sebagaimana keadaannya hari ini",
        start: "Mulakan Tinjauan",
        question: "Bagaimanakah syarikat ini menjamin kualiti?",
        next: "Teruskan",
        done: "Pandangan anda membantu syarikat ini melayan pelanggannya dengan lebih baik.",
        goOn: "Teruskan dengan soal selidik seterusnya",
        ladder: "Sejauh manakah syarikat ini dapat mengenal pasti pelanggan akhirnya?",
        ended: "Tiada lagi yang perlu dijawab melalui pautan ini",
    },
};
const FIRST = ".js_question-wrapper:first";

/** The page that is shown when so much of the questionnaire is done. */
const page = (percent) => `body:has(.progress-bar[style*='width: ${percent}%'])`;

const submit = (percent, value = "next") =>
    click(
        `Submit the page at ${percent} %`,
        `${page(percent)} .o_survey_form_content button[value=${value}]:not(.disabled)`
    );
const finish = (percent) => [
    submit(percent, "finish"),
    click("Confirm", ".modal-footer .btn-primary"),
];
const choose = (percent, step) =>
    click(
        `Choose step ${step} of the first question`,
        `${page(percent)} ${FIRST} .o_survey_choice_btn:eq(${step - 1})`
    );
const startSurvey = (text) =>
    click("Start", `button[value=start]:not(.disabled):contains(${text})`);

const begin = (texts) => [
    see("The promise is given", `.o_onetoone_promise:contains(${texts.promise})`),
    see("It says how to answer", `.o_survey_start:contains(${texts.instructions})`),
    startSurvey(texts.start),
    see("The first question", `${page(0)} ${FIRST}:contains(${texts.question})`),
    choose(0, 3),
    see("One can go on", `${page(0)} button[value=next]:contains(${texts.next})`),
    // The second question of the page is left out
    submit(0),
    click("Go back", `${page(12)} .o_survey_navigation_submit[value=previous]`),
    see(
        "What was chosen is still chosen",
        `${page(0)} ${FIRST} .o_survey_choice_btn:eq(2).o_survey_selected`
    ),
    choose(0, 2),
    submit(0),
    choose(12, 1),
    submit(12),
    see("The third page", `${page(25)} .o_survey_form_content ${FIRST}`),
];

const goOn = (texts) => [
    see("It goes on with the third page", `${page(25)} ${FIRST}`),
    ...[25, 38, 50, 62, 75].map((percent) => submit(percent)),
    {
        content: "Write advice",
        trigger: `${page(88)} textarea`,
        run: "edit Call back the same day",
    },
    ...finish(88),
    see("Thanks", `.o_survey_finished:contains(${texts.done})`),
    {
        content: "Go on with the next questionnaire",
        trigger: `a.o_onetoone_next:contains(${texts.goOn})`,
        run: "click",
        expectUnloadPage: true,
    },
    startSurvey(texts.start),
    see("The ladder", `${page(0)} ${FIRST}:contains(${texts.ladder})`),
    choose(0, 4),
    ...[0, 25, 50].map((percent) => submit(percent)),
    ...finish(75),
    see("Everything is done", ".o_survey_finished:not(:has(.o_onetoone_next))"),
];

const ended = (texts) => [
    see("The link has done its work", `.o_onetoone_ended:contains(${texts.ended})`),
];

for (const [language, texts] of Object.entries(TEXTS)) {
    for (const [name, steps] of Object.entries({begin, go_on: goOn, ended})) {
        registry.category("web_tour.tours").add(`onetoone_answer_${name}_${language}`, {
            steps: () => steps(texts),
        });
    }
}
