package dev.regard.routes.planted.connectors.web;

public class Page {
}
