package dev.regard.connectors.sqlite;

import dev.regard.connectors.json.EpochNanos;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;


/** A connection with its prepared statements, each made once. For one thread at a time. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** What is made of one row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement that changes rows. Arguments may be text, numbers, instants, byte arrays, enums and null. */
    int update(String sql, Object... arguments) throws SQLException {
        return bound(sql, arguments).executeUpdate();
    }

    <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    /** The first row; empty when there is none or its value is null. */
    <T> Optional<T> first(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.ofNullable(reader.read(rows)) : Optional.empty();
        }
    }

    /**
     * Begins a transaction. The driver must know of it: outside of one that it began itself it tries to begin and to end one around every statement.
     */
    void begin() throws SQLException {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            leave(e);
            throw e;
        }
    }

    void commit() throws SQLException {
        connection.setAutoCommit(true);
    }

    /** Undoes what {@link #begin} began, whether it broke off before its commit or in it. */
    void rollBack() throws SQLException {
        if (connection.getAutoCommit()) {
            run("ROLLBACK");
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            leave(e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    /** The driver believes in a transaction that is not there. */
    private void leave(SQLException because) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** A statement that is not worth keeping: a pragma, a definition. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int place, Object value) throws SQLException {
        if (value == null) {
            statement.setObject(place, null);
        } else if (value instanceof String text) {
            statement.setString(place, text);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(place, bytes);
        } else if (value instanceof Instant instant) {
            statement.setLong(place, EpochNanos.of(instant));
        } else if (value instanceof Number number) {
            statement.setLong(place, number.longValue());
        } else if (value instanceof Enum<?> name) {
            statement.setString(place, name.name());
        } else {
            throw new IllegalArgumentException("not a value for a column: " + value.getClass());
        }
    }

    /** A statement that failed may not run again; all are made anew when they are asked for. */
    void forgetStatements(Throwable because) {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                because.addSuppressed(e);
            }
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
