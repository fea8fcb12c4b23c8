import type { Domain } from "./domain";

export const iot: Domain = {
  name: "sensor monitoring",
  titles: [
    "iot",
    "sensor",
    "sensors",
    "internet of things",
    "smart home",
    "telemetry",
    "device monitoring",
    "sensor data",
    "weather station",
    "monitoring",
  ],
  tables: `
    users: name, email # Somebody who watches.
    sites = locations, buildings, homes: name!, address?, latitude?, longitude? # Where devices are.
    devices = gateways: site>, serial_number, name, model?, firmware_version?, status{online offline maintenance}, installed_at? # A device.
    sensor_types: name!, unit # What can be measured.
    sensors: device>>, sensor_type>, name, minimum_value:num?, maximum_value:num? # A part of a device that measures.
    readings = measurements: sensor>>, value, recorded_at ; unique sensor recorded_at # A value.
    alert_rules = thresholds: sensor>>, comparison{above below}, threshold:num, severity{info warning critical}, active # When to warn.
    alerts = alarms: alert_rule>>, reading>?, triggered_at, acknowledged_by>users?, acknowledged_at? # A warning.
  `,
};
