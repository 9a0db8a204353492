import { graphlib, layout } from '@dagrejs/dagre';
import { useId, useMemo } from 'react';
import type { TreeConcept } from './levels';

const HEIGHT = 44;
const LETTER = 8;
const width = (name: string) => Math.min(240, Math.max(80, name.length * LETTER + 28));
const shortened = (name: string) => (name.length > 26 ? `${name.slice(0, 25)}…` : name);

function laidOut(concepts: readonly TreeConcept[]) {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 48, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(concepts.map(({ id }) => id));
  for (const { id, name } of concepts) graph.setNode(id, { width: width(name), height: HEIGHT });
  for (const { id, prerequisites } of concepts) for (const need of prerequisites) if (known.has(need.id)) graph.setEdge(need.id, id);
  layout(graph);
  const size = graph.graph();
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: concepts.map((concept) => ({ concept, at: graph.node(concept.id) })),
    edges: graph.edges().map((edge) => ({ key: `${edge.v} ${edge.w}`, points: graph.edge(edge).points ?? [] })),
  };
}

type Props = { concepts: readonly TreeConcept[]; known: ReadonlySet<string>; label: string };

/** A picture: whatever it says, the list says too, with the ways to the concepts. */
export function Drawing({ concepts, known, label }: Props) {
  const arrow = useId();
  const drawn = useMemo(() => laidOut(concepts), [concepts]);
  return (
    <div className="rounded-lg border bg-card p-3">
      <svg role="img" aria-label={label} width={drawn.width} height={drawn.height} viewBox={`0 0 ${drawn.width} ${drawn.height}`} className="mx-auto h-auto max-w-full">
        <defs>
          <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0 8 4 0 8z" className="fill-muted-foreground" />
          </marker>
        </defs>
        {drawn.edges.map(({ key, points }) => (
          <polyline key={key} points={points.map(({ x, y }: { x: number; y: number }) => `${x},${y}`).join(' ')} fill="none" className="stroke-muted-foreground" markerEnd={`url(#${arrow})`} />
        ))}
        {drawn.nodes.map(({ concept, at }) => (
          <g key={concept.id} transform={`translate(${(at.x ?? 0) - at.width / 2} ${(at.y ?? 0) - at.height / 2})`}>
            <rect width={at.width} height={at.height} rx="8" className={known.has(concept.id) ? 'fill-primary-soft stroke-primary' : 'fill-background stroke-input'} />
            <text x={at.width / 2} y={at.height / 2} textAnchor="middle" dominantBaseline="central" className="fill-foreground text-sm font-semibold">
              {shortened(concept.name)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
