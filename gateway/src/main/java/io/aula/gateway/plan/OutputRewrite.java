package io.aula.gateway.plan;

/**
 * A field that had to be fetched under another name: after the answer has arrived, objects at {@code path} (relative to the fetched
 * root or entity) carry {@code alias}, and the response wants {@code responseKey}.
 */
public record OutputRewrite(ResponsePath path, String alias, String responseKey) {}
