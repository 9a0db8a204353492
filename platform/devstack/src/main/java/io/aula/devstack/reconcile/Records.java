package io.aula.devstack.reconcile;

import io.aula.devstack.SetupFailure;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Single columns out of a service's PostgreSQL database, whose tables lie in a schema of the service's name. */
record Records(String name, String url, String user, String password) {

    List<String> column(String sql) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement();
                var rows = inSchema(statement).executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new SetupFailure("reconcile: " + name + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private Statement inSchema(Statement statement) throws SQLException {
        statement.execute("set search_path to " + name + ", public");
        return statement;
    }
}
