/**
 * The regions of a country whose addresses are sorted by them, under the names that shipping rates use (`regions`). For the
 * others the region is free text.
 */
const byCountry: Record<string, { label: string; names: readonly string[] }> = {
  NG: {
    label: 'State',
    names: [
      ...['Abia', 'Adamawa', 'Akwa Ibom', 'Anambra', 'Bauchi', 'Bayelsa', 'Benue', 'Borno', 'Cross River'],
      ...['Delta', 'Ebonyi', 'Edo', 'Ekiti', 'Enugu', 'FCT', 'Gombe', 'Imo', 'Jigawa', 'Kaduna', 'Kano'],
      ...['Katsina', 'Kebbi', 'Kogi', 'Kwara', 'Lagos', 'Nasarawa', 'Niger', 'Ogun', 'Ondo', 'Osun', 'Oyo'],
      ...['Plateau', 'Rivers', 'Sokoto', 'Taraba', 'Yobe', 'Zamfara'],
    ],
  },
  MY: {
    label: 'State or federal territory',
    names: [
      ...['Johor', 'Kedah', 'Kelantan', 'Kuala Lumpur', 'Labuan', 'Melaka', 'Negeri Sembilan', 'Pahang'],
      ...['Penang', 'Perak', 'Perlis', 'Putrajaya', 'Sabah', 'Sarawak', 'Selangor', 'Terengganu'],
    ],
  },
};

/** `{ label, names }`, or null where the region is free text. */
export const regionsOf = (country: string) => byCountry[country] ?? null;

/** How people call a region whose official name is an abbreviation. */
export const regionLabel = (name: string) => (name === 'FCT' ? 'FCT (Abuja)' : name);

export const countryName = (country: string, locale = 'en') =>
  new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country;
