package io.aula.courses.graphql;

import graphql.schema.DataFetchingEnvironment;
import org.dataloader.DataLoader;
import reactor.core.publisher.Flux;

/** A subscription keeps its loaders as long as it lives; what they remember of one event is old at the next. */
public final class FreshEvents {
    private FreshEvents() {}

    /** The events, each of which is answered from the store. */
    public static <T> Flux<T> of(Flux<T> events, DataFetchingEnvironment env) {
        return events.doOnNext(
                event -> env.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll));
    }
}
