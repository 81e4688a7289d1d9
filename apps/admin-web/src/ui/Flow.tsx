import { useId } from 'react';
import classes from './Flow.module.css';

/** `busy`: there is something to do; `bad`: somebody has to look; `off`: not known. */
export type FlowTone = 'calm' | 'busy' | 'bad' | 'off';
export type FlowNode = { label: string; value: string; tone: FlowTone };
export type FlowLane = {
  id: string;
  /** Who it is, how they are and what else there is to say. */
  head: { title: string; state: string; note: string; tone: FlowTone };
  /** On the way to the middle. */
  before: FlowNode;
  /** On the way from it. */
  after: readonly FlowNode[];
};
type Box = { x: number; width: number };
type Layout = {
  width: number;
  /** From one lane to the next. */
  step: number;
  head: Box & { height: number };
  /** Where the nodes stand below the top of a lane. */
  row: { top: number; height: number };
  before: Box;
  middle: Box;
  after: readonly Box[];
  /** The middle is drawn once through all lanes, or in each. */
  oneMiddle: boolean;
};

const wide: Layout = {
  width: 1000,
  step: 100,
  head: { x: 1, width: 214, height: 84 },
  row: { top: 12, height: 60 },
  before: { x: 247, width: 124 },
  middle: { x: 403, width: 46 },
  after: [
    { x: 481, width: 124 },
    { x: 637, width: 146 },
    { x: 815, width: 184 },
  ],
  oneMiddle: true,
};
const narrow: Layout = {
  width: 360,
  step: 164,
  head: { x: 1, width: 358, height: 66 },
  row: { top: 78, height: 58 },
  before: { x: 1, width: 70 },
  middle: { x: 81, width: 22 },
  after: [
    { x: 113, width: 74 },
    { x: 197, width: 76 },
    { x: 283, width: 76 },
  ],
  oneMiddle: false,
};

type FlowProps = { label: string; middle: { label: string; tone: FlowTone }; lanes: readonly FlowLane[] };

/**
 * Lanes that all go through one thing in the middle, drawn for the width that there is. A picture: whoever uses it says the same in
 * words beside it.
 */
export function Flow(props: FlowProps) {
  return (
    <div className={classes.flow}>
      <Drawing {...props} layout={wide} className={classes.wide} />
      <Drawing {...props} layout={narrow} className={classes.narrow} />
    </div>
  );
}

function Drawing({
  label,
  middle,
  lanes,
  layout,
  className,
}: FlowProps & { layout: Layout; className: string | undefined }) {
  const arrow = useId();
  const height = lanes.length * layout.step - (layout.step - layout.row.top - layout.row.height) + 14;
  return (
    <svg viewBox={`0 0 ${layout.width} ${height}`} role="img" aria-label={label} className={className}>
      <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path d="M0 0.5 8 4 0 7.5z" className={classes.tip} />
      </marker>
      {layout.oneMiddle && <Middle {...middle} box={layout.middle} top={1} height={height - 2} />}
      {lanes.map((lane, n) => (
        <Lane key={lane.id} lane={lane} top={n * layout.step} {...{ layout, middle, arrow }} />
      ))}
    </svg>
  );
}

type LaneProps = {
  lane: FlowLane;
  top: number;
  layout: Layout;
  middle: FlowProps['middle'];
  arrow: string;
};

function Lane({ lane: { head, before, after }, top, layout, middle, arrow }: LaneProps) {
  const rowTop = top + layout.row.top;
  const line = rowTop + layout.row.height / 2;
  const { row } = layout;
  // Below each other the head stands above its row, beside each other before it.
  const stations = [
    ...(layout.oneMiddle ? [layout.head] : []),
    layout.before,
    layout.middle,
    ...layout.after.slice(0, after.length),
  ];
  return (
    <g>
      <g className={classes.node} data-tone={head.tone}>
        <rect {...layout.head} y={top + 1} rx={9} />
        <text x={layout.head.x + 14} y={top + 26} className={classes.title}>
          {head.title}
        </text>
        <text x={layout.head.x + 14} y={top + 46} className={classes.label}>
          {head.state}
        </text>
        <text
          x={layout.oneMiddle ? layout.head.x + 14 : layout.head.x + layout.head.width - 14}
          y={layout.oneMiddle ? top + 66 : top + 26}
          textAnchor={layout.oneMiddle ? 'start' : 'end'}
          className={classes.label}
        >
          {head.note}
        </text>
      </g>
      {stations.slice(1).map((box, n) => {
        const from = stations[n];
        return (
          from && (
            <line
              key={box.x}
              x1={from.x + from.width + 2}
              x2={box.x - 2}
              y1={line}
              y2={line}
              className={classes.line}
              markerEnd={`url(#${arrow})`}
            />
          )
        );
      })}
      {!layout.oneMiddle && <Middle {...middle} box={layout.middle} top={rowTop} height={row.height} />}
      <Node node={before} box={layout.before} top={rowTop} height={row.height} />
      {after.map((node, n) => {
        const box = layout.after[n];
        return box && <Node key={node.label} node={node} box={box} top={rowTop} height={row.height} />;
      })}
    </g>
  );
}

type Placed = { box: Box; top: number; height: number };

function Node({ node: { label, value, tone }, box, top, height }: Placed & { node: FlowNode }) {
  const center = box.x + box.width / 2;
  return (
    <g className={classes.node} data-tone={tone}>
      <rect x={box.x} y={top} width={box.width} height={height} rx={9} />
      <text x={center} y={top + height / 2 - 3} textAnchor="middle" className={classes.value}>
        {value}
      </text>
      <text x={center} y={top + height / 2 + 17} textAnchor="middle" className={classes.label}>
        {label}
      </text>
    </g>
  );
}

function Middle({ label, tone, box, top, height }: Placed & FlowProps['middle']) {
  const [x, y] = [box.x + box.width / 2, top + height / 2];
  return (
    <g className={classes.node} data-tone={tone}>
      <rect x={box.x} y={top} width={box.width} height={height} rx={9} />
      <text
        transform={`translate(${x} ${y}) rotate(-90)`}
        textAnchor="middle"
        dominantBaseline="central"
        className={box.width > 30 ? classes.title : classes.small}
      >
        {label}
      </text>
    </g>
  );
}
