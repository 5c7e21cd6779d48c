import type { Translator } from '@/lib/messages/messages';

/** Common carriers of a country, as suggestions; any other name is accepted too. */
export const carriersOf = (t: Translator<'admin.orders'>, country: string): string[] => [
  ...(carriers[country] ?? ['DHL', 'FedEx', 'UPS']),
  ...(ownRiders.includes(country) ? [t('ownRider')] : []),
];

/** Where small shops often deliver with their own riders. */
const ownRiders = ['NG', 'GH', 'KE'];

const carriers: Record<string, string[]> = {
  NG: ['GIG Logistics', 'Kwik Delivery', 'Red Star Express', 'DHL', 'NIPOST', 'Sendbox'],
  GH: ['Ghana Post EMS', 'DHL', 'Yango Delivery', 'Bolt Send'],
  KE: ['G4S Courier', 'Sendy', 'Fargo Courier', 'Wells Fargo', 'DHL', 'Pickup Mtaani'],
  ZA: ['The Courier Guy', 'Pargo', 'PostNet', 'Aramex', 'RAM', 'DHL', 'Fastway'],
  MY: ['Pos Laju', 'J&T Express', 'Ninja Van', 'City-Link Express', 'DHL eCommerce', 'Lalamove', 'Grab'],
  ID: ['JNE', 'J&T Express', 'SiCepat', 'AnterAja', 'Pos Indonesia', 'Ninja Xpress', 'GoSend', 'Grab'],
};
