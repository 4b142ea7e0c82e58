//! Names and texts in several languages: what a clinic and a shop read all day.

use fastrand::Rng;

/// A word in about every fifth message.
pub const COMMON: &str = "appointment";
/// A word in a thousand messages, whatever the size.
pub const THOUSAND: &str = "vaccination";
/// A word in five messages.
pub const RARE: &str = "zoster";
/// The beginning of several words.
pub const PREFIX: &str = "pre";
/// A first name of many people.
pub const NAME: &str = "maria";

/// What people with one language write, and what they are called.
struct Language {
    /// How many of a hundred speak it.
    share: usize,
    /// What stands between words.
    space: &'static str,
    first_names: &'static str,
    last_names: &'static str,
    /// Common ones first.
    words: &'static str,
}

const LANGUAGES: [Language; 8] = [
    Language {
        share: 40,
        space: " ",
        first_names: "Emma Olivia Noah Liam Maria Grace Henry Amelia Jack Aisha Tom Priya Sarah Daniel Ruth George",
        last_names: "Smith Okafor Brown Taylor Walker Evans O'Neill Khan Wright Hughes Green Baker Patel Nowak Lopez Young",
        words: "appointment the to you I a is for my please tomorrow thanks can hello we it doctor in on and at have \
                today your time me order with not will prescription good morning need could afternoon be this when \
                that payment delivery open available Monday cancel change confirm address number send book week \
                results blood test insurance invoice arrive late sorry clinic price previous prefer present pain \
                medicine daughter son parking question refund size blue deliver package receipt return pressure \
                prepare allergy dentist x-ray knee follow-up form signed website app application apply approve",
    },
    Language {
        share: 15,
        space: " ",
        first_names: "María Lucía José Carlos Sofía Juan Ana Mateo Valentina Diego Carmen Luis Elena Andrés",
        last_names: "García Martínez López Hernández González Pérez Rodríguez Sánchez Ramírez Torres Muñoz Núñez",
        words: "cita la el de que para mañana gracias por hola quiero puedo cambiar favor doctora a las en mi con \
                horario precio pedido dirección envío pago factura dónde cuándo está abierto sábado receta análisis \
                resultados seguro dolor presión cancelar confirmar tarde niño vacuna teléfono número disponible",
    },
    Language {
        share: 10,
        space: " ",
        first_names: "João Maria Ana Pedro Beatriz Lucas Mariana Tiago Camila Rafael Inês Gabriel",
        last_names: "Silva Santos Oliveira Souza Pereira Costa Conceição Araújo Gonçalves Ribeiro",
        words: "consulta a o de para amanhã obrigada por favor oi bom dia quero posso remarcar horário médica você \
                tem preço pedido entrega endereço pagamento boleto quando onde aberto sábado receita exame resultado \
                convênio dor cancelar confirmar tarde criança vacina não está às com",
    },
    Language {
        share: 8,
        space: " ",
        first_names: "Anna Lukas Jürgen Sabine Maria Felix Käthe Björn Heike Günther Leonie Paul",
        last_names: "Müller Schmidt Schröder Weiß Fischer König Groß Bäcker Jäger Vogel",
        words: "Termin ich den bitte morgen danke für Hallo kann wir Uhr am um die der ist möchte Ärztin Rezept \
                Praxis Rechnung Lieferung Bestellung Öffnungszeiten verschieben absagen bestätigen Überweisung \
                Krankenkasse Schmerzen Impfung Montag Straße Größe zurück geöffnet spät nächste Woche",
    },
    Language {
        share: 7,
        space: " ",
        first_names: "Camille Léa Hugo Chloé Gérard Zoé Élodie François Théo Inès",
        last_names: "Dubois Lefèvre Moreau Girard Françoise Rousseau Besançon Noël",
        words: "rendez-vous le la de je vous bonjour merci demain pour s'il plaît est à un une puis-je médecin \
                ordonnance livraison commande facture adresse horaires ouvert samedi annuler confirmer décaler \
                résultats douleur vaccin enfant prix où quand très bientôt après-midi",
    },
    Language {
        share: 8,
        space: " ",
        first_names: "محمد فاطمة أحمد مريم علي نور يوسف ليلى خالد سارة",
        last_names: "الحسن العلي حداد منصور خوري صالح ناصر عباس",
        words: "موعد السلام عليكم شكرا أريد مع الطبيب غدا من في على هل متى أين السعر الطلب التوصيل العنوان الدفع \
                الفاتورة مفتوح السبت وصفة تحليل نتائج تأمين ألم إلغاء تأكيد المساء طفل لقاح رقم متاح",
    },
    Language {
        share: 7,
        space: " ",
        first_names: "राहुल प्रिया अमित सुनीता अनिल कविता विजय नेहा संजय पूजा",
        last_names: "शर्मा वर्मा सिंह गुप्ता यादव मिश्रा चौधरी जोशी",
        words: "अपॉइंटमेंट मुझे कल चाहिए धन्यवाद नमस्ते डॉक्टर से क्या है के लिए समय कब कहाँ दवा रिपोर्ट भुगतान ऑर्डर पता \
                डिलीवरी बिल खुला शनिवार दर्द टीका बच्चा रद्द पुष्टि शाम सुबह नंबर उपलब्ध कीमत",
    },
    Language {
        share: 5,
        space: "",
        first_names: "伟 芳 娜 敏 静 丽 强 磊 洋 艳",
        last_names: "王 李 张 刘 陈 杨 黄 赵",
        words: "预约 我想 您好 谢谢 明天 上午 下午 医生 可以 吗 请问 时间 价格 订单 送货 地址 付款 发票 星期六 开门 处方 \
                检查 结果 保险 疼 取消 确认 孩子 疫苗 电话 号码 有空 什么时候 在哪里",
    },
];

/// Syllables of made-up words: names of products, streets and people that no list foresees. Real texts are full of words
/// that occur once, and an index of a few hundred words would be no test.
const SYLLABLES: [&str; 24] = [
    "ba", "kor", "li", "men", "to", "ra", "vis", "dun", "el", "fa", "gri", "hol", "jun", "ka", "lor", "mi", "nes",
    "or", "pra", "quin", "sol", "ta", "ur", "zen",
];

/// The languages, split into words once.
pub struct Vocabulary {
    languages: Vec<Words>,
}

/// One language.
pub struct Words {
    share: usize,
    space: &'static str,
    first_names: Vec<&'static str>,
    last_names: Vec<&'static str>,
    words: Vec<&'static str>,
}

impl Vocabulary {
    /// All of them.
    pub fn new() -> Self {
        let split = |text: &'static str| text.split_whitespace().collect();
        let words = |language: &Language| Words {
            share: language.share,
            space: language.space,
            first_names: split(language.first_names),
            last_names: split(language.last_names),
            words: split(language.words),
        };
        Vocabulary { languages: LANGUAGES.iter().map(words).collect() }
    }

    /// The language of somebody, as likely as it is spoken.
    pub fn language(&self, rng: &mut Rng) -> usize {
        let mut left = rng.usize(0..100);
        for (index, language) in self.languages.iter().enumerate() {
            if left < language.share {
                return index;
            }
            left -= language.share;
        }
        0
    }

    /// A name in a language.
    pub fn name(&self, language: usize, rng: &mut Rng) -> String {
        let Some(words) = self.languages.get(language) else { return String::new() };
        let (first, last) = (pick(&words.first_names, rng.f64()), pick(&words.last_names, rng.f64()));
        if words.space.is_empty() { format!("{last}{first}") } else { format!("{first} {last}") }
    }

    /// What somebody with this language writes; `extra` is a word that must be in it.
    pub fn text(&self, language: usize, rng: &mut Rng, extra: Option<&str>) -> String {
        let Some(words) = self.languages.get(language) else { return String::new() };
        let mut text = String::with_capacity(96);
        for _ in 0..3 + rng.usize(0..13) {
            let chance = rng.f64();
            // The square makes the first words of the list the common ones.
            push(&mut text, words.space, pick(&words.words, chance * chance));
        }
        if rng.u8(..) < 26 {
            push(&mut text, " ", &made_up(rng));
        }
        if rng.u8(..) < 20 {
            push(&mut text, " ", &format!("#{}", rng.u32(1_000..60_000)));
        }
        if let Some(extra) = extra {
            push(&mut text, " ", extra);
        }
        text
    }
}

fn push(text: &mut String, space: &str, word: &str) {
    if !text.is_empty() {
        text.push_str(space);
    }
    text.push_str(word);
}

fn made_up(rng: &mut Rng) -> String {
    (0..2 + rng.usize(0..3)).map(|_| pick(&SYLLABLES, rng.f64())).collect()
}

fn pick<'w>(words: &[&'w str], chance: f64) -> &'w str {
    let index = (chance * words.len() as f64) as usize;
    words.get(index).copied().unwrap_or_default()
}
