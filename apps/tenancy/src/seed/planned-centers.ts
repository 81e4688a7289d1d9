/** A service center of the demonstration, who is bound to it, and what it is shared with. */
export type PlannedCenter = {
  of: string;
  name: string;
  customers: readonly string[];
  entities: readonly string[];
  /** Which administrators of the organization are bound with the lock, from 0. */
  owners: readonly number[];
  /** Which of them are bound without it. */
  members?: readonly number[];
  /** Which of its users are bound: from, to. */
  users: readonly [number, number];
  sharedWith?: readonly string[];
  /** How many users of each organization that it is shared with are bound. */
  guests?: number;
};

const hotels = ['Hotel Edelweiß Garmisch', 'Pension Zirbelstube', 'Seehotel Königsruh'];

/**
 * The first administrator of the hotels owns one center, is bound to another without the lock and not at all to the
 * third: whom they see and whom they do not is what the demonstration is about (A6–A9).
 */
const centersOfTheHotels: readonly PlannedCenter[] = [
  {
    of: 'Alpenblick Hotelgruppe AG',
    name: 'Empfang',
    customers: ['Stammgäste', 'Reisegruppen', 'Tagungen'],
    entities: ['Telefonanlage Haupthaus', 'Telefonanlage Nebenhaus', 'Zimmertelefone'],
    owners: [0, 1],
    users: [0, 12],
  },
  {
    of: 'Alpenblick Hotelgruppe AG',
    name: 'Bankett und Küche',
    customers: ['Hochzeiten', 'Firmenfeiern', 'Tagungen'],
    entities: ['Bestellterminals Restaurant', 'Bestellterminals Terrasse', 'Kassen'],
    owners: [1],
    members: [0],
    users: [10, 20],
  },
  {
    of: 'Alpenblick Hotelgruppe AG',
    name: 'Haustechnik',
    customers: hotels,
    entities: ['Aufzüge', 'Brandmelder', 'WLAN Gästetrakt', 'WLAN Verwaltung'],
    owners: [1],
    users: [20, 27],
    sharedWith: hotels,
    guests: 3,
  },
];

export const plannedCenters: readonly PlannedCenter[] = [
  ...centersOfTheHotels,
  {
    of: 'Brückner & Söhne Netzservice GmbH',
    name: 'Entstörung Süd',
    customers: ['Alpenblick Hotelgruppe AG', 'Werkstatt Grünwald eG', 'Издательство «Журавль»'],
    entities: ['Standort Garmisch', 'Standort Grünwald', 'Richtfunk Zugspitze'],
    owners: [0],
    users: [0, 9],
  },
  {
    of: 'Brückner & Söhne Netzservice GmbH',
    name: 'Entstörung Nord',
    customers: ['Müllerhoff Logistik GmbH', 'ООО «Северный Ветер»', 'АО «Волгамаш»'],
    entities: ['Standort Hamburg', 'Standort Lübeck', 'Knoten Övelgönne'],
    owners: [1],
    members: [0],
    users: [7, 16],
  },
  {
    of: 'Brückner & Söhne Netzservice GmbH',
    name: 'Bereitschaft',
    customers: ['Alpenblick Hotelgruppe AG', 'Müllerhoff Logistik GmbH'],
    entities: ['Nachtdienst', 'Wochenende'],
    owners: [2],
    users: [16, 20],
    sharedWith: ['Alpenblick Hotelgruppe AG', 'Müllerhoff Logistik GmbH'],
    guests: 2,
  },
  {
    of: 'Müllerhoff Logistik GmbH',
    name: 'Disposition',
    customers: ['Spedition Faßbender', 'Hafenlager Övelgönne'],
    entities: ['Fahrzeugortung', 'Fahrertelefone', 'Rampenanzeige'],
    owners: [0],
    users: [0, 8],
  },
  {
    of: 'ООО «Северный Ветер»',
    name: 'Служба поддержки',
    customers: ['Пекарня «Рогалик»', 'Кафе «Ёлочка»', 'Аптека на Лиговке'],
    entities: ['Кассы', 'Терминалы оплаты', 'Городские номера'],
    owners: [0],
    users: [0, 7],
    sharedWith: ['Кафе «Ёлочка»'],
    guests: 2,
  },
  {
    of: 'Iberlínea Comunicaciones S.L.',
    name: 'Soporte Levante',
    customers: ['Bodegas Peñaflor S.A.', 'Clínica Santa Begoña'],
    entities: ['Nodo Alicante', 'Nodo Valencia', 'Centralitas virtuales'],
    owners: [0],
    users: [0, 9],
  },
  {
    of: 'Iberlínea Comunicaciones S.L.',
    name: 'Guardia',
    customers: ['Clínica Santa Begoña', 'Transportes Cañaveral'],
    entities: ['Turno de noche', 'Fin de semana'],
    owners: [1],
    members: [0],
    users: [8, 13],
    sharedWith: ['Clínica Santa Begoña', 'Transportes Cañaveral'],
    guests: 2,
  },
  {
    of: 'Clínica Santa Begoña',
    name: 'Centralita',
    customers: ['Laboratorio Ibáñez', 'Óptica Güell'],
    entities: ['Citas', 'Urgencias', 'Habitaciones'],
    owners: [0],
    users: [0, 6],
  },
  {
    of: 'Harrowgate Fine Foods Ltd',
    name: 'Orders desk',
    customers: ['The Copper Kettle', 'O’Malley & Daughters', 'Saltmarsh Smokehouse'],
    entities: ['Order line', 'Web orders', 'Returns'],
    owners: [0],
    members: [1],
    users: [0, 8],
  },
];
