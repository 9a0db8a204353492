package io.aula.gateway.edge;

import io.aula.gateway.executor.PlanExecutor;
import io.aula.gateway.subgraph.SubgraphStreams;
import io.netty.channel.EventLoop;

/** What requests on one event loop share with each other and with no other loop. */
record LoopScope(EventLoop loop, PlanExecutor executor, SubgraphStreams streams) {}
