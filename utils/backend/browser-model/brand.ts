/** A model as its browser's maker calls it, and who that is. */
export interface Brand {
  model: string;
  maker: string;
}

/** By the brands that a browser names itself by; other Chromiums have the API and a model nobody can name from here. */
const BRANDS: Readonly<Record<string, Brand>> = {
  'Google Chrome': { model: 'Gemini Nano', maker: 'Google' },
  'Microsoft Edge': { model: 'Phi', maker: 'Microsoft' },
};

interface Named {
  userAgentData?: { brands: readonly { brand: string }[] };
}

export const brandOf = ({ userAgentData }: Named): Brand | undefined =>
  userAgentData?.brands.flatMap(({ brand }) => BRANDS[brand] ?? [])[0];
