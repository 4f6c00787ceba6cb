/** An embedded MQTT 5 broker for the demo and the tests, on loopback only. */
package keilog.broker;
