package io.aula.courses.authoring;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.platform.id.CourseId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** What can be brought back, shown to those who teach the course. */
@DgsComponent
public class DeletedItemController {
    static final String DELETED_ITEMS = "deletedItems";

    @DgsDataLoader(name = DELETED_ITEMS)
    public final MappedBatchLoader<CourseId, List<DeletedItem>> deletedItems;

    DeletedItemController(CatalogService catalog, Deletion deletion) {
        deletedItems = courseIds ->
                CompletableFuture.completedFuture(deletion.of(catalog.staffed(courseIds, Caller.current())));
    }

    @DgsData(parentType = "Course", field = "deletedItems")
    public CompletableFuture<List<DeletedItem>> deletedItemsOfCourse(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        DataLoader<CourseId, @Nullable List<DeletedItem>> loader =
                Objects.requireNonNull(env.getDataLoader(DELETED_ITEMS));
        return loader.load(course.id()).thenApply(items -> items == null ? List.of() : items);
    }

    @DgsData(parentType = "DeletedItem")
    public String title(DataFetchingEnvironment env) {
        DeletedItem item = Objects.requireNonNull(env.getSource());
        return item.titles().orEmpty(env.getArgument("locale"), item.originalLocale());
    }
}
