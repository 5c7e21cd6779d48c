/** Common carriers of a country, as suggestions; any other name is accepted too. */
export const carriersOf = (country: string): string[] => carriers[country] ?? ['DHL', 'FedEx', 'UPS'];

const carriers: Record<string, string[]> = {
  NG: ['GIG Logistics', 'Kwik Delivery', 'Red Star Express', 'DHL', 'NIPOST', 'Sendbox', 'Own rider'],
  GH: ['Ghana Post EMS', 'DHL', 'Yango Delivery', 'Bolt Send', 'Own rider'],
  KE: ['G4S Courier', 'Sendy', 'Fargo Courier', 'Wells Fargo', 'DHL', 'Pickup Mtaani', 'Own rider'],
  ZA: ['The Courier Guy', 'Pargo', 'PostNet', 'Aramex', 'RAM', 'DHL', 'Fastway'],
  MY: ['Pos Laju', 'J&T Express', 'Ninja Van', 'City-Link Express', 'DHL eCommerce', 'Lalamove', 'Grab'],
  ID: ['JNE', 'J&T Express', 'SiCepat', 'AnterAja', 'Pos Indonesia', 'Ninja Xpress', 'GoSend', 'Grab'],
};
