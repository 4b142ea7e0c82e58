//! The people who take part, and what they wrote before the doors open.

use super::{Manner, Trade};

const TALKS: Manner = Manner { reads: true, answers: true, writes: true };
/// Answers when written to, but lets the window run down.
const WAITS: Manner = Manner { reads: true, answers: true, writes: false };
const READS_ONLY: Manner = Manner { reads: true, answers: false, writes: false };
/// Has read receipts off: answers without ever having read.
const NO_RECEIPTS: Manner = Manner { reads: false, answers: true, writes: true };

/// One person as written down here.
pub(super) struct Role {
    pub name: &'static str,
    pub phone: Option<&'static str>,
    pub username: Option<&'static str>,
    pub country: &'static str,
    pub language: &'static str,
    pub trade: Trade,
    pub manner: Manner,
    pub opening: &'static [Line],
}

/// What was written how many minutes ago: kind and text. Besides the kinds of message: `rash`, `mug` and `note` are
/// photographs, `quote` is a text that quotes the line before, and the text of a document is its file name.
pub(super) type Line = (i64, &'static str, &'static str);

const NOBODY: Role = Role {
    name: "",
    phone: None,
    username: None,
    country: "US",
    language: "en",
    trade: Trade::Clinic,
    manner: TALKS,
    opening: &[],
};

pub(super) const SINGLE: [Role; 1] = [Role {
    name: "Emma Whitfield",
    phone: Some("16505550100"),
    manner: READS_ONLY,
    opening: &[(4, "text", "Hello, do you have an appointment this week?")],
    ..NOBODY
}];

pub(super) const PRACTICE: [Role; 20] = [
    Role {
        name: "Emma Whitfield",
        phone: Some("447700900121"),
        country: "GB",
        opening: &[
            (4, "text", "Good morning, my son has had a fever since last night"),
            (3, "text", "39.2 an hour ago, and he won't drink anything"),
            (3, "rash", "and since this morning he has this on his arm"),
            (2, "text", "Can we come in today? He's 3 😟"),
        ],
        ..NOBODY
    },
    Role {
        name: "Rosa Marín Delgado",
        phone: Some("34600000145"),
        country: "ES",
        language: "es",
        opening: &[
            (8, "text", "Hola, tengo cita el jueves a las 10:30 y no puedo ir"),
            (6, "quote", "¿Me la podrían cambiar para el viernes por la tarde?"),
        ],
        ..NOBODY
    },
    Role {
        name: "João Pedro Albuquerque",
        phone: Some("5531999990114"),
        country: "BR",
        language: "pt_BR",
        trade: Trade::Shop,
        opening: &[
            (13, "text", "Oi, tudo bem? Fiz o pedido 4471 na segunda e ainda não chegou 📦"),
            (12, "document", "Comprovante de pagamento.pdf"),
            (11, "text", "Podem verificar pra mim? 🙏"),
        ],
        ..NOBODY
    },
    Role {
        name: "प्रिया शर्मा",
        phone: Some("919876500131"),
        country: "IN",
        language: "hi",
        manner: WAITS,
        opening: &[(23 * 60 + 20, "text", "नमस्ते, मेरी ब्लड प्रेशर की दवा ख़त्म हो रही है। क्या नई पर्ची मिल सकती है?")],
        ..NOBODY
    },
    Role {
        name: "أحمد المصري",
        phone: Some("201000000172"),
        country: "EG",
        language: "ar",
        trade: Trade::Shop,
        manner: WAITS,
        opening: &[(23 * 60 + 52, "text", "السلام عليكم، هل ماكينة القهوة الصغيرة متوفرة باللون الأسود؟")],
        ..NOBODY
    },
    Role {
        name: "Jürgen Großmann",
        phone: Some("4915228817386"),
        country: "DE",
        language: "de",
        manner: WAITS,
        opening: &[(
            20 * 60 + 50,
            "text",
            "Guten Tag, ich brauche eine Überweisung zum Orthopäden. Geht das ohne Termin?",
        )],
        ..NOBODY
    },
    Role {
        name: "陈美玲",
        phone: Some("8613800138000"),
        country: "CN",
        language: "zh",
        trade: Trade::Shop,
        opening: &[(36, "mug", "收到的杯子是这样的，有裂缝 😢"), (35, "text", "可以换一个新的吗？订单号 4456")],
        ..NOBODY
    },
    Role {
        name: "Maximiliane Alexandra Theodora von und zu Hohenstein-Wittgenbach (bitte nur schriftlich, kein Anruf) 🌷",
        phone: Some("4915228895456"),
        country: "DE",
        language: "de",
        trade: Trade::Shop,
        opening: &[(61, "text", "Wird die Lieferung morgen vor 12 Uhr gebracht? Danach ist leider niemand mehr da.")],
        ..NOBODY
    },
    Role {
        name: "",
        phone: Some("16505550138"),
        trade: Trade::Shop,
        opening: &[(51, "location", "Riverside Market Hall"), (50, "text", "can you deliver here today?")],
        ..NOBODY
    },
    Role {
        name: "Luna 🌙",
        username: Some("luna.crafts"),
        trade: Trade::Shop,
        opening: &[
            (16, "text", "Hiii, I saw your mugs at the market ✨"),
            (15, "text", "do you make them with a name on it? it's for my sister's birthday"),
        ],
        ..NOBODY
    },
    Role {
        name: "Carlos Ibáñez",
        phone: Some("525555550119"),
        country: "MX",
        language: "es",
        trade: Trade::Shop,
        manner: WAITS,
        opening: &[(27 * 60, "text", "Buenas tardes, ¿cuándo les vuelve a llegar la cafetera italiana?")],
        ..NOBODY
    },
    Role {
        name: "Beatriz Nogueira",
        phone: Some("5511999990126"),
        country: "BR",
        language: "pt_BR",
        manner: READS_ONLY,
        opening: &[
            (3 * 24 * 60 + 90, "text", "Doutora, o remédio funcionou muito bem"),
            (3 * 24 * 60 + 88, "text", "Muito obrigada pelo carinho de sempre! ❤️"),
        ],
        ..NOBODY
    },
    Role {
        name: "Aisha Khan",
        phone: Some("447700900158"),
        country: "GB",
        opening: &[(22, "audio", ""), (21, "sticker", ""), (20, "text", "sorry, easier to say than to type")],
        ..NOBODY
    },
    Role {
        name: "Tom Becker",
        phone: Some("16505550163"),
        trade: Trade::Shop,
        manner: NO_RECEIPTS,
        opening: &[
            (4 * 60 + 2, "text", "The replacement lid arrived today, fits perfectly!"),
            (4 * 60, "reaction", "❤️"),
        ],
        ..NOBODY
    },
    Role {
        name: "فاطمة الزهراء",
        phone: Some("971500000184"),
        country: "AE",
        language: "ar",
        manner: READS_ONLY,
        opening: &[(10 * 60 + 5, "unsupported", ""), (10 * 60, "text", "هل يمكنني تغيير موعدي من الأحد إلى الثلاثاء؟")],
        ..NOBODY
    },
    Role {
        name: "Chiara Lombardi",
        phone: Some("393331230177"),
        country: "IT",
        trade: Trade::Shop,
        opening: &[
            (7, "referral", "Ciao! I saw your ad. Can I get one with my cat's name on it?"),
            (6, "video", "this is her"),
        ],
        ..NOBODY
    },
    Role {
        name: "Grandpa Joe",
        phone: Some("16135550194"),
        manner: READS_ONLY,
        opening: &[
            (95, "frequently_forwarded", "Drink warm water with lemon every hour, doctors do not want you to know!"),
            (93, "text", "Is that true, doctor?"),
        ],
        ..NOBODY
    },
    Role {
        name: "Nadia Petrova",
        phone: Some("447700900167"),
        country: "GB",
        opening: &[
            (31, "note", "This is what the hospital gave me. I cannot read it"),
            (30, "document", "Discharge letter (2).pdf"),
            (29, "audio", ""),
        ],
        ..NOBODY
    },
    Role {
        name: "Sam & Robin",
        username: Some("samandrobin"),
        country: "GB",
        trade: Trade::Shop,
        manner: WAITS,
        opening: &[
            (2 * 60 + 10, "product_question", "Is the blue one big enough for a cappuccino?"),
            (2 * 60 + 8, "order", "Two for now, please"),
            (2 * 60 + 7, "animated_sticker", ""),
        ],
        ..NOBODY
    },
    Role {
        name: "Liam O’Connell",
        phone: Some("353850000142"),
        country: "IE",
        opening: &[
            (41, "location", ""),
            (40, "text", "I am standing here but there is no entrance??"),
            (38, "text", "Found it, sorry 🙈"),
            (37, "contacts", "Aoife O’Connell"),
            (36, "text", "My wife, in case you cannot reach me"),
        ],
        ..NOBODY
    },
];
