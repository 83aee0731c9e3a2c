// Stands in for the host inside the panel's own page: HEARBACK_ANSWERS holds a reply for each kind
// of request, null for silence. A key "closes" says behind which request the port closes ("" for at
// once). The page, its policy and its styles are the real ones.
{
  const answers = globalThis.HEARBACK_ANSWERS;
  chrome.runtime.connectNative = () => {
    let hear;
    let end;
    const close = () => setTimeout(() => end(), 0);
    if (answers.closes === "") close();
    return {
      postMessage(message) {
        const reply = answers[message.kind];
        if (reply) setTimeout(() => hear({ ...reply, id: message.id }), 0);
        if (answers.closes === message.kind) close();
      },
      disconnect() {},
      onMessage: { addListener: (listener) => { hear = listener; } },
      onDisconnect: { addListener: (listener) => { end = listener; } },
    };
  };
  chrome.tabs.create = async (tab) => { globalThis.HEARBACK_OPENED = tab.url; };
}
