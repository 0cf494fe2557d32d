import type { ModelStrings } from '../chatkit/answerers/model/strings';

/** Where the one who reads cannot help, but the owner of this server can. */
type OwnerStrings = Pick<ModelStrings, 'key' | 'missing' | 'allowance'>;

/** By language tag in lower case. */
export const ownerStrings: Readonly<Record<string, OwnerStrings>> = {
  ar: {
    key: 'لا يقبل النموذج اللغوي مفتاح هذا الخادم. على مالكه أن ينظر في الأمر.',
    missing: 'يطلب هذا الخادم نموذجًا لغويًا غير موجود. على مالكه أن ينظر في الأمر.',
    allowance: 'نفدت حصة هذا الخادم من النموذج اللغوي.',
  },
  de: {
    key: 'Das Sprachmodell akzeptiert den Schlüssel dieses Servers nicht. Das kann nur der Betreiber beheben.',
    missing: 'Dieser Server fragt ein Sprachmodell, das es nicht gibt. Das kann nur der Betreiber beheben.',
    allowance: 'Das Kontingent dieses Servers für das Sprachmodell ist aufgebraucht.',
  },
  en: {
    key: 'The language model does not accept this server’s key. Its owner has to look at it.',
    missing: 'This server asks for a language model that does not exist. Its owner has to look at it.',
    allowance: 'This server’s allowance for the language model is used up.',
  },
  es: {
    key: 'El modelo de lenguaje no acepta la clave de este servidor. Su responsable tiene que revisarlo.',
    missing: 'Este servidor pide un modelo de lenguaje que no existe. Su responsable tiene que revisarlo.',
    allowance: 'El cupo de este servidor para el modelo de lenguaje se ha agotado.',
  },
  fr: {
    key: 'Le modèle de langage n’accepte pas la clé de ce serveur. Son responsable doit intervenir.',
    missing: 'Ce serveur demande un modèle de langage qui n’existe pas. Son responsable doit intervenir.',
    allowance: 'Le quota de ce serveur pour le modèle de langage est épuisé.',
  },
  hi: {
    key: 'भाषा मॉडल इस सर्वर की कुंजी स्वीकार नहीं करता। इसे सर्वर के मालिक को देखना होगा।',
    missing: 'यह सर्वर ऐसा भाषा मॉडल माँगता है जो मौजूद नहीं है। इसे सर्वर के मालिक को देखना होगा।',
    allowance: 'भाषा मॉडल के लिए इस सर्वर का कोटा ख़त्म हो गया है।',
  },
  ja: {
    key: '言語モデルがこのサーバーのキーを受け付けません。管理者の確認が必要です。',
    missing: 'このサーバーが指定している言語モデルは存在しません。管理者の確認が必要です。',
    allowance: 'このサーバーの言語モデルの利用枠を使い切りました。',
  },
  ko: {
    key: '언어 모델이 이 서버의 키를 받아들이지 않습니다. 서버 소유자가 확인해야 합니다.',
    missing: '이 서버가 요청하는 언어 모델이 존재하지 않습니다. 서버 소유자가 확인해야 합니다.',
    allowance: '이 서버의 언어 모델 사용량을 모두 썼습니다.',
  },
  'pt-br': {
    key: 'O modelo de linguagem não aceita a chave deste servidor. O responsável precisa verificar.',
    missing: 'Este servidor pede um modelo de linguagem que não existe. O responsável precisa verificar.',
    allowance: 'A cota deste servidor para o modelo de linguagem acabou.',
  },
  'zh-cn': {
    key: '语言模型不接受此服务器的密钥。需要其所有者处理。',
    missing: '此服务器请求的语言模型不存在。需要其所有者处理。',
    allowance: '此服务器的语言模型额度已用完。',
  },
};
