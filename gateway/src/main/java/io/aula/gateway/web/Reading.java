package io.aula.gateway.web;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;

/** What can be read can be asked after: HEAD where GET is (RFC 9110, section 9.1). */
final class Reading {

    private Reading() {}

    static RequestPredicate at(String pattern) {
        return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(pattern));
    }
}
