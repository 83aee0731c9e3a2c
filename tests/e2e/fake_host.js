// Stands in for the host inside the panel's own page: HEARBACK_ANSWERS holds a reply for each kind
// of request. The page, its policy and its styles are the real ones.
{
  const answers = globalThis.HEARBACK_ANSWERS;
  const none = { addListener() {} };
  chrome.runtime.connectNative = () => {
    let hear;
    return {
      postMessage(message) {
        const reply = answers[message.kind];
        if (reply) setTimeout(() => hear({ ...reply, id: message.id }), 0);
      },
      disconnect() {},
      onMessage: { addListener: (listener) => { hear = listener; } },
      onDisconnect: none,
    };
  };
  chrome.tabs.create = async (tab) => { globalThis.HEARBACK_OPENED = tab.url; };
}
