import type { Language } from '@tenantry/contracts';

type Names = readonly [string, ...string[]];
const words = (list: string): Names => list.split(' ') as [string, ...string[]];

/** First names and the last names that go with them: in Russian the last name takes the form of the first. */
export const names: Record<
  Language,
  readonly [{ first: Names; last: Names }, { first: Names; last: Names }]
> = (() => {
  const en = words(
    'Abbott Ainsworth Barlow Beckett Bennett Blackwood Carver Chandler Clarke Coleman Dalton Dawson Ellison Fletcher Foster Garrett Gibson Hale Harding Hayes Holt Hughes Ingram Jarvis Keating Lawson Mercer Nash Osborne Palmer Quinn Reeves Sawyer Thorne Underwood Vaughn Walsh Whitaker Yates',
  );
  const es = words(
    'Aguilar Álvarez Benítez Caballero Calderón Cano Castaño Domínguez Escobar Fuentes Gálvez Herrera Ibáñez Jiménez Lozano Marín Méndez Navarro Núñez Ortega Peña Pizarro Quintana Ramírez Ríos Rojas Rueda Salazar Sáenz Soler Tejada Ubeda Valdés Vargas Yáñez Zamora',
  );
  const de = words(
    'Albrecht Bäcker Böhm Brandt Dietrich Engel Faßbinder Förster Friedrich Günther Haas Hartmann Jäger Keller Köhler Krüger Lange Lehmann Lorenz Möller Neumann Ostermann Pfeiffer Pohl Richter Rößler Sauer Schäfer Schröder Sommer Strauß Thiele Ullrich Vogel Weiß Winkler Zöllner',
  );
  const ru = words(
    'Алексеев Беляев Воробьёв Громов Денисов Егоров Журавлёв Захаров Ильин Калинин Киселёв Лебедев Макаров Никитин Орлов Панов Рябов Соколов Тарасов Ушаков Фёдоров Харитонов Цветков Чернов Шестаков Щербаков Юдин Яковлев',
  );
  const both = (last: Names, female: string, male: string) =>
    [
      { first: words(female), last },
      { first: words(male), last },
    ] as const;
  return {
    en: both(
      en,
      'Abigail Alice Beatrice Charlotte Daisy Eleanor Emma Freya Grace Hannah Imogen Jessica Lucy Megan Nora Olivia Phoebe Rose Sophie Violet',
      'Adam Arthur Benjamin Callum Daniel Edward Felix George Harry Isaac Jack Leo Marcus Nathan Oliver Patrick Robert Samuel Thomas William',
    ),
    es: both(
      es,
      'Adriana Alba Beatriz Carmen Clara Elena Estefanía Gloria Inés Irene Julia Lucía Marta Mónica Nuria Paula Raquel Rocío Sofía Verónica',
      'Alejandro Álvaro Andrés Bruno Carlos Diego Emilio Fernando Gonzalo Héctor Iván Javier José Manuel Martín Óscar Pablo Rubén Sergio Víctor',
    ),
    de: both(
      de,
      'Anja Antonia Birgit Carla Dörte Elke Friederike Greta Hannelore Ilse Johanna Katharina Käthe Lena Maren Nadine Petra Sabine Svenja Ursula',
      'Achim Bernd Christoph Dieter Emil Frank Götz Hannes Henrik Ingo Jan Jürgen Konrad Lukas Matthias Nils Otto Rüdiger Stefan Wolfgang',
    ),
    ru: [
      {
        first: words(
          'Алёна Анна Валерия Вера Галина Дарья Евгения Елена Зоя Ирина Ксения Любовь Марина Надежда Ольга Полина Светлана Софья Татьяна Юлия',
        ),
        last: ru.map((name) => `${name}а`) as unknown as Names,
      },
      {
        first: words(
          'Александр Андрей Борис Виктор Геннадий Григорий Дмитрий Евгений Игорь Кирилл Леонид Максим Николай Олег Пётр Роман Семён Сергей Тимур Юрий',
        ),
        last: ru,
      },
    ],
  };
})();

/** Why somebody was blocked, in the words of their administrator. */
export const blockReasons: Record<Language, Names> = {
  en: [
    'Has left the company; the handover is still under way.',
    'Phone lost, to be unblocked when the SIM card is replaced.',
    'Password shared with a colleague.',
    'Several sign-ins from abroad that nobody can explain.',
    'On parental leave until spring.',
  ],
  es: [
    'Ya no trabaja en la empresa; falta el traspaso.',
    'Ha perdido el móvil; se desbloquea al cambiar la tarjeta SIM.',
    'Compartió la contraseña con un compañero.',
    'Varios inicios de sesión desde el extranjero sin explicación.',
    'De baja hasta primavera.',
  ],
  de: [
    'Hat das Unternehmen verlassen, die Übergabe läuft noch.',
    'Telefon verloren, wird nach Tausch der SIM-Karte entsperrt.',
    'Passwort an einen Kollegen weitergegeben.',
    'Mehrere Anmeldungen aus dem Ausland, die niemand erklären kann.',
    'In Elternzeit bis zum Frühjahr.',
  ],
  ru: [
    'Уволился, дела ещё передаются.',
    'Потерян телефон, разблокировать после замены SIM-карты.',
    'Передал пароль коллеге.',
    'Несколько входов из-за границы, которые никто не может объяснить.',
    'В отпуске по уходу за ребёнком до весны.',
  ],
};

export const unblockComments: Record<Language, Names> = {
  en: ['Settled with the team lead.', 'Back at work.', 'New phone handed over.'],
  es: ['Aclarado con su responsable.', 'De vuelta en el trabajo.', 'Teléfono nuevo entregado.'],
  de: ['Mit der Teamleitung geklärt.', 'Wieder im Dienst.', 'Neues Telefon übergeben.'],
  ru: ['Вопрос решён с руководителем.', 'Снова на работе.', 'Новый телефон выдан.'],
};

export const leaveReasons: Record<Language, Names> = {
  en: [
    'On parental leave until spring.',
    'Seasonal work, back in May.',
    'Works for another department for a year.',
  ],
  es: ['De baja hasta primavera.', 'Trabajo de temporada, vuelve en mayo.', 'Un año en otro departamento.'],
  de: [
    'In Elternzeit bis zum Frühjahr.',
    'Saisonarbeit, wieder da im Mai.',
    'Für ein Jahr in einer anderen Abteilung.',
  ],
  ru: [
    'В отпуске по уходу за ребёнком до весны.',
    'Сезонная работа, вернётся в мае.',
    'На год в другом отделе.',
  ],
};
