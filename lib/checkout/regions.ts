/** The term for a country's regions. */
export type RegionKind = 'state' | 'state_or_territory';

/**
 * The regions of countries that sort parcels by region, under the names that shipping rates use (`regions`). In other
 * countries the region is free text.
 */
const byCountry: Record<string, { kind: RegionKind; names: readonly string[] }> = {
  NG: {
    kind: 'state',
    names: [
      ...['Abia', 'Adamawa', 'Akwa Ibom', 'Anambra', 'Bauchi', 'Bayelsa', 'Benue', 'Borno', 'Cross River'],
      ...['Delta', 'Ebonyi', 'Edo', 'Ekiti', 'Enugu', 'FCT', 'Gombe', 'Imo', 'Jigawa', 'Kaduna', 'Kano'],
      ...['Katsina', 'Kebbi', 'Kogi', 'Kwara', 'Lagos', 'Nasarawa', 'Niger', 'Ogun', 'Ondo', 'Osun', 'Oyo'],
      ...['Plateau', 'Rivers', 'Sokoto', 'Taraba', 'Yobe', 'Zamfara'],
    ],
  },
  MY: {
    kind: 'state_or_territory',
    names: [
      ...['Johor', 'Kedah', 'Kelantan', 'Kuala Lumpur', 'Labuan', 'Melaka', 'Negeri Sembilan', 'Pahang'],
      ...['Penang', 'Perak', 'Perlis', 'Putrajaya', 'Sabah', 'Sarawak', 'Selangor', 'Terengganu'],
    ],
  },
};

/** `{ kind, names }`; null if the region is free text. */
export const regionsOf = (country: string) => byCountry[country] ?? null;

/** A region's name for people: an abbreviation comes with its common name. */
export const regionLabel = (name: string) => (name === 'FCT' ? 'FCT (Abuja)' : name);

export const countryName = (country: string, locale: string) =>
  new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country;
