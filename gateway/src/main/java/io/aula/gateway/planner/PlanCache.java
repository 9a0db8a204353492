package io.aula.gateway.planner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aula.gateway.plan.QueryPlan;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Plans already made; whoever asks for a plan that another is making waits for that one. */
public final class PlanCache {

    private final Cache<Key, QueryPlan> plans;

    public PlanCache(int maximumPlans) {
        this.plans = Caffeine.newBuilder().maximumSize(maximumPlans).build();
    }

    /** What makes two requests share a plan. */
    public record Key(String document, Optional<String> operationName, Set<String> labels) {

        public Key {
            labels = Set.copyOf(labels);
        }
    }

    /** The plan for the key, made by {@code planning} if there is none; a failure is not kept. */
    public QueryPlan get(Key key, Supplier<QueryPlan> planning) {
        return plans.get(key, _ -> planning.get());
    }
}
