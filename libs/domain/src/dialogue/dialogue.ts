/** The built-in role whose holders are dealt dialogues (A13). */
export const chatOperatorRole = 'chat_operator';

/** A chat operator, as they are at one moment. */
export type ChatOperator = {
  readonly userId: string;
  readonly active: boolean;
  readonly holdsRole: boolean;
  readonly online: boolean;
  /** How many dialogues they have open. */
  readonly open: number;
  /** How many they may have at once; 0 is none. */
  readonly maximum: number;
};

/** Whether an operator can be dealt a dialogue, and if not, the first thing that is in the way. */
export type OperatorState = 'free' | 'role_missing' | 'not_active' | 'no_maximum' | 'offline' | 'full';

export function operatorState(operator: Omit<ChatOperator, 'userId'>): OperatorState {
  if (!operator.holdsRole) return 'role_missing';
  if (!operator.active) return 'not_active';
  if (operator.maximum === 0) return 'no_maximum';
  if (!operator.online) return 'offline';
  return operator.open < operator.maximum ? 'free' : 'full';
}

/**
 * Who is dealt the next dialogue (A13): the one with the lowest share of their maximum open, and of several the one with
 * the lowest id; `undefined` where nobody is free. From empty, this gives two operators their parts of any number of
 * dialogues to within one, as Adams' method of apportionment does.
 */
export const nextOperator = (operators: readonly ChatOperator[]): ChatOperator | undefined =>
  operators
    .filter((operator) => operatorState(operator) === 'free')
    .reduce<ChatOperator | undefined>(
      (best, one) => (best && !comesBefore(one, best) ? best : one),
      undefined,
    );

/** Shares are compared as fractions, crosswise: no rounding decides a tie. */
function comesBefore(one: ChatOperator, other: ChatOperator): boolean {
  const difference = one.open * other.maximum - other.open * one.maximum;
  return difference === 0 ? one.userId < other.userId : difference < 0;
}

/** What would let a dialogue be dealt where nobody is free. */
export type DealingMend =
  'name_operators' | 'activate_operators' | 'set_maximums' | 'come_online' | 'free_places';

/** What there is of operators and places, of those who hold the role. */
export type OperatorTotals = {
  readonly operators: number;
  readonly online: number;
  /** The places of those who are active and online together, and how many of these are taken. */
  readonly places: number;
  readonly taken: number;
};

export function operatorTotals(operators: readonly ChatOperator[]): OperatorTotals {
  const holders = operators.filter(({ holdsRole }) => holdsRole);
  const online = holders.filter((operator) => operator.active && operator.online);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    operators: holders.length,
    online: online.length,
    places: sum(online.map(({ maximum }) => maximum)),
    taken: sum(online.map(({ open }) => open)),
  };
}

const mends: readonly (readonly [OperatorState, DealingMend])[] = [
  ['full', 'free_places'],
  ['offline', 'come_online'],
  ['no_maximum', 'set_maximums'],
  ['not_active', 'activate_operators'],
];

/** What would help where nobody is free: the least that is in anybody's way. */
export function dealingMend(operators: readonly ChatOperator[]): DealingMend {
  const states = new Set(operators.map(operatorState));
  return mends.find(([state]) => states.has(state))?.[1] ?? 'name_operators';
}
