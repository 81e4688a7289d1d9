import type { OrganizationKind } from '@tenantry/contracts';

export type PlannedOrganization = {
  name: string;
  kind: OrganizationKind;
  below: readonly PlannedOrganization[];
};

const operator = (name: string, ...below: PlannedOrganization[]): PlannedOrganization => ({
  name,
  kind: 'operator',
  below,
});
const reseller = (name: string, ...below: PlannedOrganization[]): PlannedOrganization => ({
  name,
  kind: 'reseller',
  below,
});
const company = (name: string, ...customers: string[]): PlannedOrganization => ({
  name,
  kind: 'company',
  below: customers.map((customer) => ({ name: customer, kind: 'customer', below: [] })),
});

/** The organizations of the demonstration, none of which exists: four languages, four levels. */
export const demonstration = operator(
  'Velaria Networks',
  reseller(
    'Brückner & Söhne Netzservice GmbH',
    company(
      'Alpenblick Hotelgruppe AG',
      'Hotel Edelweiß Garmisch',
      'Pension Zirbelstube',
      'Seehotel Königsruh',
    ),
    company('Müllerhoff Logistik GmbH', 'Spedition Faßbender', 'Hafenlager Övelgönne'),
    company('Werkstatt Grünwald eG', 'Tischlerei Jäger', 'Schreinerei Lößnitz', 'Polsterei Weißhaupt'),
    company('ООО «Северный Ветер»', 'Пекарня «Рогалик»', 'Кафе «Ёлочка»', 'Аптека на Лиговке'),
    company('АО «Волгамаш»', 'Литейный цех «Заря»', 'Автобаза № 4'),
    company('Издательство «Журавль»', 'Книжный дом «Фёдоров»', 'Типография «Чайка»'),
  ),
  reseller(
    'Iberlínea Comunicaciones S.L.',
    company('Bodegas Peñaflor S.A.', 'Viñedos del Águila', 'Almazara Núñez'),
    company('Clínica Santa Begoña', 'Laboratorio Ibáñez', 'Farmacia Ordóñez', 'Óptica Güell'),
    company('Transportes Cañaveral', 'Mudanzas Íñiguez', 'Grúas del Sur'),
    company('Harrowgate Fine Foods Ltd', 'The Copper Kettle', 'O’Malley & Daughters', 'Saltmarsh Smokehouse'),
    company('Pembridge Schools Trust', 'St Aldwyn Primary', 'Thornbury Sixth Form'),
    company('Lakeshore Credit Union', 'Maple Street Branch', 'Harbor Point Branch'),
  ),
);
