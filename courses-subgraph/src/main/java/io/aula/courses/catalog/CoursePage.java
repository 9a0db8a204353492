package io.aula.courses.catalog;

import io.aula.platform.page.Connection;
import java.util.List;
import java.util.function.Supplier;

/** One page of courses; beside it, counted only when it is asked for, by what they could be narrowed. */
final class CoursePage {
    private final Connection<Course> page;
    private final Supplier<CourseFacets> facets;

    CoursePage(Connection<Course> page, Supplier<CourseFacets> facets) {
        this.page = page;
        this.facets = facets;
    }

    public List<Course> nodes() {
        return page.nodes();
    }

    public List<Connection.Edge<Course>> edges() {
        return page.edges();
    }

    public Connection.PageInfo pageInfo() {
        return page.pageInfo();
    }

    public int totalCount() {
        return page.totalCount();
    }

    public CourseFacets facets() {
        return facets.get();
    }
}
